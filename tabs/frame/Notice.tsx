import { Body1, makeStyles, Title2, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  notice: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalM,
    maxWidth: '36rem',
    padding: tokens.spacingHorizontalXXL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 600px)': { padding: tokens.spacingHorizontalL },
  },
});

/** A page or part that has something to say instead of something to show: what it is, what to do. */
export function Notice({ heading, children, isAlert = false }: { heading: string; children: ReactNode; isAlert?: boolean }) {
  const styles = useStyles();
  return (
    <section className={styles.notice} role={isAlert ? 'alert' : undefined}>
      <Title2 as="h1">{heading}</Title2>
      {children}
    </section>
  );
}

export const Words = ({ children }: { children: ReactNode }) => (
  <Body1 as="p" block>
    {children}
  </Body1>
);
