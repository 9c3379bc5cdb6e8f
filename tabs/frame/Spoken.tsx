import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  spoken: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: 0,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** Read out and never seen, where the eye has something else to go by. */
export function Spoken({ as: Element = 'div', role, children }: { as?: 'div' | 'h1'; role?: 'status'; children: ReactNode }) {
  const styles = useStyles();
  return (
    <Element role={role} className={styles.spoken}>
      {children}
    </Element>
  );
}
