import { Form, useParams } from 'react-router'
import { liveSentences, useLiveText } from '#app/ui/live-text.ts'

/** The notes of an item, taken by several people at once, as any text written by several. */
export function NotesArea({ pointId, notes }: { pointId: string; notes: string }) {
  const { territoire, id: seance } = useParams()
  const live = useLiveText({
    url: `/t/${territoire}/seances/${seance}/notes?point=${pointId}`,
    id: pointId,
    parts: [{ cle: pointId, texte: notes }],
    marque: '',
    others: [],
  })
  const { typed, base } = live.texts[pointId] ?? { typed: notes, base: notes }
  const id = `notes-${pointId}`
  return (
    <Form method="post" className="stack-s" preventScrollReset>
      <input type="hidden" name="intention" value="notes" />
      <input type="hidden" name="point" value={pointId} />
      <input type="hidden" name="base" value={base} />
      <label htmlFor={id} className="small">
        Notes
      </label>
      <textarea
        id={id}
        name="notes"
        className="input notes-area"
        value={typed}
        onChange={(event) => live.type(pointId, event.target.value)}
      />
      <div className="row">
        <button type="submit" className="btn small">
          Enregistrer les notes
        </button>
        <span className="small muted" role="status">
          {live.state === 'a_jour' ? '' : liveSentences[live.state]}
        </span>
      </div>
    </Form>
  )
}
