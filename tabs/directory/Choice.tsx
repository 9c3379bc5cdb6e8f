import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { Choices } from '../../bot/networks/networks.contract.ts';

/** One choice that is part of joining; something is always chosen, the careful thing to begin with. */
export function Choice({ choices, chosen, onChoose }: { choices: Choices; chosen: string; onChoose: (value: string) => void }) {
  return (
    <Field label={choices.label}>
      <RadioGroup value={chosen} onChange={(_, { value }) => onChoose(value)}>
        {choices.options.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </RadioGroup>
    </Field>
  );
}
