import { Form } from 'react-router'
import './diagnostics.css'

const STEP = 14
const MOST_SHOWN = 12

/** The dots a finding received, over all that its voters could have given; the words are beside. */
export function Dots({ points, voices }: { points: number; voices: number }) {
  const all = Math.min(MOST_SHOWN, Math.max(3, voices * 3))
  const on = Math.min(all, Math.round((points / Math.max(3, voices * 3)) * all))
  return (
    <span className="dots" aria-hidden="true">
      <svg aria-hidden="true" viewBox={`0 0 ${all * STEP} ${STEP}`} width={all * STEP} height={STEP}>
        {Array.from({ length: all }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical dots in their order
          <circle key={at} className={at < on ? 'on' : ''} cx={at * STEP + STEP / 2} cy={STEP / 2} r={4.5} />
        ))}
      </svg>
    </span>
  )
}

const words = ['Aucun point', '1 point', '2 points', '3 points']

/** One voice a person: 0 to 3 dots, changed as long as the diagnosis is discussed. */
export function VoteForm({ id, titre, mine }: { id: string; titre: string; mine: number | null }) {
  return (
    <Form method="post" className="row" preventScrollReset>
      <input type="hidden" name="geste" value="voix" />
      <input type="hidden" name="constat" value={id} />
      <span className="small">Votre priorité</span>
      {words.map((word, points) => (
        <button
          key={word}
          type="submit"
          className="btn small"
          name="priorite"
          value={points}
          aria-pressed={(mine ?? 0) === points}
          aria-label={`${word} : ${titre}`}
        >
          {word}
        </button>
      ))}
    </Form>
  )
}
