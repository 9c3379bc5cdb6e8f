import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Failed } from './Failed.tsx';
import { SavingButton } from './SavingButton.tsx';

const useStyles = makeStyles({
  question: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    marginTop: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  lines: { ...typographyStyles.body1, margin: 0, listStyleType: 'disc', paddingInlineStart: tokens.spacingHorizontalXL },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, marginTop: tokens.spacingVerticalS },
  no: { minHeight: '44px' },
});

type Asked = {
  heading: string;
  lines: readonly string[];
  /** What there is to choose before answering. */
  choices: ReactNode;
  yes: string;
  no: string;
  isSaving: boolean;
  saving: string;
  /** Why it did not work, if it was tried. */
  failed?: string;
  onYes: () => void;
  onNo: () => void;
};

/** Asks once more, in place, saying first what will happen. Escape takes the second button. */
export function Question({ heading, lines, choices, yes, no, isSaving, saving, failed, onYes, onNo }: Asked) {
  const styles = useStyles();
  const headingId = useId();
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);

  return (
    <section
      className={styles.question}
      aria-labelledby={headingId}
      onKeyDown={event => {
        if (event.key === 'Escape' && !isSaving) onNo();
      }}
    >
      <h3 id={headingId} ref={top} tabIndex={-1} className={styles.heading}>
        {heading}
      </h3>
      <ul className={styles.lines}>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {choices}
      {failed && <Failed>{failed}</Failed>}
      <div className={styles.buttons}>
        <SavingButton appearance="primary" isSaving={isSaving} saving={saving} onClick={onYes}>
          {yes}
        </SavingButton>
        <Button className={styles.no} disabledFocusable={isSaving} onClick={onNo}>
          {no}
        </Button>
      </div>
    </section>
  );
}
