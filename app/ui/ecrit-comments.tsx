import { Check, RotateCcw, Trash2 } from 'lucide-react'
import { Form } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckList, type Choice, FormFields, HiddenInput, TextArea } from './form.tsx'

export interface PartComment {
  id: string
  texte: string
  auteur: string
  auteurId: string
  creeLe: Date
  traiteLe: Date | null
}

const words = {
  commentaire: { label: 'Votre commentaire' },
  mentions: { label: 'Prévenir', hint: 'Ces personnes recevront une notification.' },
}

interface CommentsProps {
  partie: string
  label: string
  comments: ReadonlyArray<PartComment>
  writers: ReadonlyArray<Choice>
  personneId: string
  refused: RefusedForm | undefined
}

/** The conversation about a part: what is still to be done first, what is done behind a fold. */
export function PartComments({ partie, label, comments, writers, personneId, refused }: CommentsProps) {
  const waiting = comments.filter(({ traiteLe }) => traiteLe === null)
  const settled = comments.filter(({ traiteLe }) => traiteLe !== null)
  const mine = refused?.values.partie?.[0] === partie ? refused : undefined
  const done = settled.length > 0 ? ` (${formatCount(settled.length, 'traité')})` : ''
  const said = waiting.length > 0 ? formatCount(waiting.length, 'commentaire') : `Commenter${done}`
  return (
    <details className="ecrit-comments" open={waiting.length > 0 || mine !== undefined}>
      <summary>
        {said}
        <span className="sr-only"> : {label}</span>
      </summary>
      <div className="stack-s">
        <CommentList comments={waiting} personneId={personneId} />
        {settled.length > 0 && (
          <details>
            <summary className="small muted">{formatCount(settled.length, 'traité')}</summary>
            <CommentList comments={settled} personneId={personneId} />
          </details>
        )}
        <Form method="post" className="stack-s" preventScrollReset key={comments.length}>
          <FormFields words={words} values={{ mentions: [] }} refused={mine} idPrefix={`${partie}-`}>
            <HiddenInput name="intention" value="commentaire" />
            <HiddenInput name="partie" value={partie} />
            <TextArea name="commentaire" rows={2} required />
            {writers.length > 0 && (
              <details>
                <summary>Prévenir quelqu’un</summary>
                <CheckList name="mentions" choices={writers} />
              </details>
            )}
            <div>
              <button type="submit" className="btn small">
                Ajouter ce commentaire
              </button>
            </div>
          </FormFields>
        </Form>
      </div>
    </details>
  )
}

function CommentList({ comments, personneId }: { comments: ReadonlyArray<PartComment>; personneId: string }) {
  if (comments.length === 0) return null
  return (
    <ul className="list stack-s">
      {comments.map((comment) => (
        <li key={comment.id} className="ecrit-comment">
          <p className="row">
            <strong>{comment.auteur}</strong>
            <span className="muted small">{formatInstant(new Date(comment.creeLe))}</span>
          </p>
          <p className="prose">{comment.texte}</p>
          <div className="row">
            <Move id={comment.id} intention="commentaire.traiter">
              {comment.traiteLe ? (
                <>
                  <RotateCcw aria-hidden size={14} /> Rouvrir
                </>
              ) : (
                <>
                  <Check aria-hidden size={14} /> Marquer comme traité
                </>
              )}
            </Move>
            {comment.auteurId === personneId && (
              <Move id={comment.id} intention="commentaire.retirer">
                <Trash2 aria-hidden size={14} /> Retirer
              </Move>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Move({ id, intention, children }: { id: string; intention: string; children: React.ReactNode }) {
  return (
    <Form method="post" preventScrollReset>
      <HiddenInput name="intention" value={intention} />
      <HiddenInput name="commentaireId" value={id} />
      <button type="submit" className="btn ghost small">
        {children}
      </button>
    </Form>
  )
}
