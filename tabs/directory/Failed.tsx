import { Body1, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({ failed: { margin: 0, color: tokens.colorStatusDangerForeground1 } });

/** Why something did not work, said at once to whoever listens. */
export function Failed({ children }: { children: string }) {
  const styles = useStyles();
  return (
    <Body1 as="p" role="alert" className={styles.failed}>
      {children}
    </Body1>
  );
}
