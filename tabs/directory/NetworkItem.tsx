import { Badge, Body1, Caption1, makeStyles, mergeClasses, Subtitle1, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { localeOf, type Language } from '../../bot/language/language.ts';
import type { Directory, JoinAsked, NetworkListed, Standing } from '../../bot/networks/networks.contract.ts';
import type { Api } from '../api/api.ts';
import { Choice } from './Choice.tsx';
import { directoryText } from './directory.text.ts';
import { Failed } from './Failed.tsx';
import { Question } from './Question.tsx';
import { SavingButton } from './SavingButton.tsx';

const useStyles = makeStyles({
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalXL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 600px)': { padding: tokens.spacingHorizontalL },
  },
  // Inside the edge, so that joining moves nothing.
  mine: { boxShadow: `inset ${tokens.strokeWidthThicker} 0 0 ${tokens.colorBrandStroke1}` },
  top: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM, rowGap: tokens.spacingVerticalXS },
  name: { margin: 0 },
  text: { margin: 0, maxWidth: '46rem', textWrap: 'pretty' },
  news: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  label: { fontWeight: tokens.fontWeightSemibold },
  small: { margin: 0, color: tokens.colorNeutralForeground2 },
  button: { marginTop: tokens.spacingVerticalS, alignSelf: 'flex-start' },
});

/** Joining asks first, because others will see a name; leaving is one press, as people were told when they joined. */
type Step = 'resting' | 'asking' | 'saving' | { failed: string };

type Shown = {
  api: Api;
  network: NetworkListed;
  consent: Directory['consent'];
  language: Language;
  /** Told once the server has said how things stand now. */
  onStanding: (standing: Standing, words: string) => void;
};

export function NetworkItem({ api, network, consent, language, onStanding }: Shown) {
  const styles = useStyles();
  const text = directoryText[language];
  const [step, setStep] = useState<Step>('resting');
  const [news, setNews] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const wasBusy = useRef(false);
  const { id, name, short, purpose, whoFor, source, isSample, status, standing, isWelcomed } = network;
  const mine = standing !== 'out';
  const [visibility, setVisibility] = useState(consent.visibility.start);
  const [belonging, setBelonging] = useState(consent.belonging.start);
  const nameId = `network/${id}`;
  const failed = typeof step === 'object' ? step.failed : undefined;

  // The question and its buttons are gone once it is answered: back to the one button that is there.
  useEffect(() => {
    if (step === 'resting' && wasBusy.current) button.current?.focus();
    wasBusy.current = step !== 'resting';
  }, [step]);

  async function save(): Promise<void> {
    setStep('saving');
    const path = `/networks/${encodeURIComponent(id)}`;
    const asked: JoinAsked = { consent: consent.version, visibility, belonging };
    const answered = await (mine ? api.post<Standing>(`${path}/leave`) : api.post<Standing>(`${path}/join`, asked));
    if (!answered.ok) return setStep({ failed: answered.words ?? text.notSaved });
    const words = mine ? text.left(short) : answered.value.standing === 'asked' ? text.asked(short) : text.joined(short);
    setNews(words);
    onStanding(answered.value, words);
    setStep('resting');
  }

  return (
    <li className={mergeClasses(styles.item, mine && styles.mine)} aria-labelledby={nameId}>
      <div className={styles.top}>
        <Subtitle1 as="h2" id={nameId} tabIndex={-1} className={styles.name} lang={localeOf[network.language]}>
          {name}
        </Subtitle1>
        {mine && (
          <Badge appearance="tint" color="brand">
            {standing === 'asked' ? text.waiting : text.inIt}
          </Badge>
        )}
        {isSample && (
          <Badge appearance="outline" color="informative">
            {text.sample}
          </Badge>
        )}
      </div>
      <Body1 as="p" className={styles.text} lang={localeOf[network.language]}>
        {purpose}
      </Body1>
      {whoFor && (
        <Body1 as="p" className={styles.text}>
          <span className={styles.label}>{text.whoFor}</span> <span lang={localeOf[network.language]}>{whoFor}</span>
        </Body1>
      )}
      {source && (
        <Caption1 as="p" className={styles.small}>
          {text.source(source)}
        </Caption1>
      )}
      {step === 'resting' && news && (
        <Body1 as="p" className={styles.news}>
          {news}
        </Body1>
      )}
      {mine && failed && <Failed>{failed}</Failed>}
      {!mine && status !== 'open' ? (
        <Body1 as="p" className={styles.news}>
          {text.paused}
        </Body1>
      ) : mine || step === 'resting' ? (
        <SavingButton
          ref={button}
          className={styles.button}
          isSaving={step === 'saving'}
          saving={text.saving}
          onClick={mine ? () => void save() : () => setStep('asking')}
        >
          {mine ? text.leave(short) : text.join(short)}
        </SavingButton>
      ) : (
        <Question
          heading={text.joinHeading(short)}
          lines={isWelcomed ? [...consent.words, consent.welcome] : consent.words}
          choices={
            <>
              <Choice choices={consent.visibility} chosen={visibility} onChoose={setVisibility} />
              <Choice choices={consent.belonging} chosen={belonging} onChoose={setBelonging} />
            </>
          }
          yes={text.join(short)}
          no={text.notNow}
          isSaving={step === 'saving'}
          saving={text.saving}
          failed={failed}
          onYes={() => void save()}
          onNo={() => setStep('resting')}
        />
      )}
    </li>
  );
}
