import { Body1, Button, Caption1, Field, makeStyles, SearchBox, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { RegisterPage } from '../../bot/delivery/register/register.contract.ts';
import type { Language } from '../../bot/language/language.ts';
import { listInWords } from '../../bot/language/wording.ts';
import { registerText } from './register.text.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  heading: { ...typographyStyles.title2, margin: 0 },
  small: { margin: 0, color: tokens.colorNeutralForeground2 },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalM, '@media print': { display: 'none' } },
  search: { flexGrow: 1, flexBasis: '14rem', maxWidth: '28rem' },
  searchBox: { maxWidth: 'none', minHeight: '44px' },
  button: { minHeight: '44px' },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
});

type Shown = {
  page: RegisterPage;
  search: string;
  language: Language;
  onSearch: (search: string) => void;
  onPage: (page: number) => void;
  onOpen: (broadcast: string) => void;
};

export function Announcements({ page: { announcements, page, pages, total }, search, language, onSearch, onPage, onOpen }: Shown) {
  const styles = useStyles();
  const text = registerText[language];
  const [typed, setTyped] = useState(search);
  return (
    <div className={styles.page}>
      <h1 className={styles.heading}>{text.heading}</h1>
      <form
        className={styles.row}
        onSubmit={event => {
          event.preventDefault();
          onSearch(typed.trim());
        }}
      >
        <Field label={text.search} className={styles.search}>
          <SearchBox className={styles.searchBox} value={typed} maxLength={100} onChange={(_event, { value }) => setTyped(value)} />
        </Field>
        <Button type="submit" className={styles.button}>
          {text.searchButton}
        </Button>
      </form>
      <Caption1 as="p" role="status" className={styles.small}>
        {total > 0 ? text.count(total) : search ? text.none : text.empty}
      </Caption1>
      <ul className={styles.list}>
        {announcements.map(({ broadcast, title, sentOn, to, acts }) => (
          <li key={broadcast} className={styles.item}>
            <h2 className={styles.title}>{title}</h2>
            <Body1>{sentOn}</Body1>
            <Body1>{text.to(listInWords(to, language))}</Body1>
            <Caption1 className={styles.small}>{[...new Set(acts)].map(act => text.acts[act]).join(' · ')}</Caption1>
            <Button className={styles.button} aria-label={`${text.open}: ${title}`} onClick={() => onOpen(broadcast)}>
              {text.open}
            </Button>
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <nav className={styles.row} aria-label={text.page(page, pages)}>
          <Button className={styles.button} disabled={page <= 1} onClick={() => onPage(page - 1)}>
            {text.newer}
          </Button>
          <Body1>{text.page(page, pages)}</Body1>
          <Button className={styles.button} disabled={page >= pages} onClick={() => onPage(page + 1)}>
            {text.older}
          </Button>
        </nav>
      )}
      <Caption1 as="p" className={styles.small}>
        {text.honest}
      </Caption1>
    </div>
  );
}
