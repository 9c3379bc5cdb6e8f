import { Body1, Button, Caption1, Field, makeStyles, SearchBox, Switch, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Language } from '../../bot/language/language.ts';
import type { Directory, Standing } from '../../bot/networks/networks.contract.ts';
import type { Api } from '../api/api.ts';
import { directoryText } from './directory.text.ts';
import { Spoken } from '../frame/Spoken.tsx';
import { matching } from './matching.ts';
import { NetworkItem } from './NetworkItem.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  intro: { margin: `${tokens.spacingVerticalS} 0 0`, color: tokens.colorNeutralForeground2 },
  small: { margin: 0, color: tokens.colorNeutralForeground2 },
  heading: { ...typographyStyles.title2, margin: 0 },
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalS,
  },
  search: { flexGrow: 1, flexBasis: '16rem', maxWidth: '28rem' },
  searchBox: { maxWidth: 'none', minHeight: '44px' },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, margin: 0, padding: 0, listStyleType: 'none' },
  nothing: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalM },
});

type Shown = { api: Api; directory: Directory; language: Language; place?: string; takesFocus: boolean };

export function DirectoryList({ api, directory, language, place, takesFocus }: Shown) {
  const styles = useStyles();
  const text = directoryText[language];
  const [networks, setNetworks] = useState(directory.networks);
  const [search, setSearch] = useState('');
  const [onlyMine, setOnlyMine] = useState(false);
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  useEffect(() => {
    const asked = place === undefined ? null : document.getElementById(place);
    asked?.focus();
    asked?.scrollIntoView({ block: 'start' });
  }, [place]);

  const found = matching(networks, search).filter(network => network.standing !== 'out' || !onlyMine);
  const hasMine = networks.some(network => network.standing !== 'out');

  function stands({ id, standing }: Standing, words: string): void {
    setNetworks(before => before.map(network => (network.id === id ? { ...network, standing } : network)));
    setSaid(words);
  }
  function showAll(): void {
    setSearch('');
    setOnlyMine(false);
    heading.current?.focus();
  }

  return (
    <div className={styles.page}>
      <header>
        <h1 ref={heading} tabIndex={-1} className={styles.heading}>
          {text.heading(directory.force)}
        </h1>
        <Body1 as="p" block className={styles.intro}>
          {text.intro}
        </Body1>
      </header>
      <search className={styles.filters}>
        <Field label={text.search} className={styles.search}>
          <SearchBox
            className={styles.searchBox}
            placeholder={text.searchHint}
            value={search}
            onChange={(_event, { value }) => setSearch(value)}
          />
        </Field>
        {(hasMine || onlyMine) && (
          <Switch label={text.onlyMine} checked={onlyMine} onChange={(_event, { checked }) => setOnlyMine(checked)} />
        )}
      </search>
      <Caption1 as="p" role="status" className={styles.small}>
        {found.length === 0 ? text.noMatch.heading : text.count(found.length)}
      </Caption1>
      {found.length === 0 && (
        <section className={styles.nothing}>
          <Body1 as="p" className={styles.small}>
            {text.noMatch.words}
          </Body1>
          <Button onClick={showAll}>{text.noMatch.next}</Button>
        </section>
      )}
      <ul className={styles.list}>
        {found.map(network => (
          <NetworkItem key={network.id} api={api} network={network} consent={directory.consent} language={language} onStanding={stands} />
        ))}
      </ul>
      <Caption1 as="p" className={styles.small}>
        {text.honest}
      </Caption1>
      <Spoken role="status">{said}</Spoken>
    </div>
  );
}
