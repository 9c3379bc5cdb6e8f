import { Button, makeStyles, mergeClasses, Spinner } from '@fluentui/react-components';
import type { ReactNode, Ref } from 'react';

// High enough for a thumb; a long name wraps inside rather than pushing a phone's page sideways.
const useStyles = makeStyles({ button: { minHeight: '44px', maxWidth: '100%' } });

type Shown = {
  children: ReactNode;
  onClick: () => void;
  isSaving: boolean;
  /** Read out while it saves. */
  saving: string;
  appearance?: 'primary';
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** A button that saves something: it keeps the keyboard while it does, and cannot be pressed twice. */
export function SavingButton({ children, onClick, isSaving, saving, appearance, className, ref }: Shown) {
  const styles = useStyles();
  return (
    <Button
      ref={ref}
      appearance={appearance}
      className={mergeClasses(styles.button, className)}
      disabledFocusable={isSaving}
      icon={isSaving ? <Spinner size="tiny" aria-label={saving} /> : undefined}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
