import { Spoken } from '../frame/Spoken.tsx';
import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  rows: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, marginTop: tokens.spacingVerticalM },
  row: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  heading: { maxWidth: '22rem' },
  search: { maxWidth: '28rem' },
  name: { maxWidth: '16rem' },
  button: { maxWidth: '12rem' },
});

/** The shape of the directory before it is there. */
export function DirectorySkeleton({ words }: { words: string }) {
  const styles = useStyles();
  return (
    <Skeleton aria-label={words} role="status" className={styles.page}>
      <Spoken as="h1">{words}</Spoken>
      <SkeletonItem className={styles.heading} size={32} />
      <SkeletonItem className={styles.search} size={16} />
      <SkeletonItem className={styles.search} size={48} />
      <div className={styles.rows}>
        {[1, 2, 3].map(row => (
          <div key={row} className={styles.row}>
            <SkeletonItem className={styles.name} size={20} />
            <SkeletonItem size={16} />
            <SkeletonItem size={16} />
            <SkeletonItem className={styles.button} size={48} />
          </div>
        ))}
      </div>
    </Skeleton>
  );
}
