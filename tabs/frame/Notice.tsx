import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  notice: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalM,
    maxWidth: '40rem',
    padding: tokens.spacingHorizontalXXL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 600px)': { padding: tokens.spacingHorizontalL },
  },
  heading: { ...typographyStyles.title2, margin: 0 },
  words: { ...typographyStyles.body1, margin: 0, textWrap: 'pretty' },
  small: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { minHeight: '44px', marginTop: tokens.spacingVerticalS },
});

/** A page or part that has something to say instead of something to show: what it is, what to do. */
export function Notice({ heading, children, isAlert = false }: { heading: string; children: ReactNode; isAlert?: boolean }) {
  const styles = useStyles();
  return (
    <section className={styles.notice} role={isAlert ? 'alert' : undefined}>
      <h1 className={styles.heading}>{heading}</h1>
      {children}
    </section>
  );
}

export function Words({ children, isSmall = false }: { children: ReactNode; isSmall?: boolean }) {
  const styles = useStyles();
  return <p className={isSmall ? styles.small : styles.words}>{children}</p>;
}

/** The way on, if there is one. */
export function WayOn({ children, onClick, address }: { children: ReactNode; onClick?: () => void; address?: string }) {
  const styles = useStyles();
  return address ? (
    <Button as="a" href={address} appearance="primary" className={styles.button}>
      {children}
    </Button>
  ) : (
    <Button appearance="primary" className={styles.button} onClick={onClick}>
      {children}
    </Button>
  );
}
