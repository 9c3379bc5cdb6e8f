import { Body1, Button, Caption1, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { RegisteredWhole, RegisteredWords } from '../../bot/delivery/register/register.contract.ts';
import { localeOf, type Language } from '../../bot/language/language.ts';
import { listInWords } from '../../bot/language/wording.ts';
import { registerText } from './register.text.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  heading: { ...typographyStyles.title2, margin: 0 },
  small: { margin: 0, color: tokens.colorNeutralForeground2 },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, '@media print': { display: 'none' } },
  button: { minHeight: '44px' },
  entry: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    breakInside: 'avoid',
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  said: { margin: 0, whiteSpace: 'pre-wrap' },
});

type Shown = { whole: RegisteredWhole; language: Language; onBack: () => void };

/** One announcement with everything that was done with it, as it also stands on paper. */
export function Announcement({ whole: { entries, to }, language, onBack }: Shown) {
  const styles = useStyles();
  const text = registerText[language];
  const last = entries.at(-1)?.words;
  return (
    <div className={styles.page}>
      <header>
        <h1 className={styles.heading}>{(last?.[language] ?? last?.en ?? last?.cy)?.title}</h1>
        <Body1 as="p" className={styles.small}>
          {text.to(listInWords(to, language))}
        </Body1>
      </header>
      {entries.map(({ act, version, on, words, confirmed, author, approver }) => (
        <section key={`${act} ${version}`} className={styles.entry}>
          <h2 className={styles.title}>{`${text.acts[act]} · ${on}`}</h2>
          {words.en && <Said said={words.en} language="en" label={text.inEnglish} />}
          {words.cy && <Said said={words.cy} language="cy" label={text.inWelsh} />}
          <Body1>{author === undefined ? text.erased : text.author(author)}</Body1>
          {approver !== undefined && <Body1>{text.approver(approver)}</Body1>}
          {confirmed !== undefined && <Caption1 className={styles.small}>{text.confirmed(confirmed)}</Caption1>}
        </section>
      ))}
      <div className={styles.row}>
        <Button appearance="primary" className={styles.button} onClick={() => window.print()}>
          {text.print}
        </Button>
        <Button className={styles.button} onClick={onBack}>
          {text.back}
        </Button>
      </div>
      <Caption1 as="p" className={styles.small}>
        {text.honest}
      </Caption1>
    </div>
  );
}

function Said({ said: { title, text, link }, language, label }: { said: RegisteredWords; language: Language; label: string }) {
  const styles = useStyles();
  return (
    <div>
      <Caption1 as="p" className={styles.small}>
        {label}
      </Caption1>
      <div lang={localeOf[language]}>
        <h3 className={styles.title}>{title}</h3>
        <p className={styles.said}>{text}</p>
        {link !== undefined && <p className={styles.said}>{link}</p>}
      </div>
    </div>
  );
}
