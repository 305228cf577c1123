import { Trash2 } from 'lucide-react'
import { Form, useNavigation } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckList, FormFields, HiddenInput, TextArea } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import type { FichePage } from './fiche-page.server.ts'

const words = {
  texte: { label: 'Votre commentaire' },
  mentions: { label: 'Prévenir', hint: 'Ces personnes recevront une notification.' },
}

/** The conversation about a fiche. */
export function CommentsCard({ page, refused }: { page: FichePage; refused: RefusedForm | undefined }) {
  const { comments, canComment, canModerate, personneId } = page
  if (comments.length === 0 && !canComment) return null
  return (
    <Card title={`Commentaires (${comments.length})`} id="commentaires">
      <div className="stack">
        <ul className="list fiche-lines">
          {comments.map((comment) => (
            <li key={comment.id}>
              <div className="row">
                <strong>{comment.auteur}</strong>
                <span className="muted small">{formatInstant(new Date(comment.creeLe))}</span>
                {(canModerate || comment.auteurId === personneId) && <RemoveComment id={comment.id} />}
              </div>
              <p className="prose">{comment.texte}</p>
            </li>
          ))}
        </ul>
        {canComment && <CommentForm mentionable={page.mentionable} refused={refused} />}
      </div>
    </Card>
  )
}

function CommentForm({
  mentionable,
  refused,
}: {
  mentionable: FichePage['mentionable']
  refused: RefusedForm | undefined
}) {
  const busy = useNavigation().state !== 'idle'
  const mine = refused?.values.intention?.[0] === 'commentaire' ? refused : undefined
  return (
    <Form method="post" className="stack-s">
      <FormFields words={words} values={{ mentions: [] }} refused={mine} idPrefix="commentaire-">
        <HiddenInput name="intention" value="commentaire" />
        <TextArea name="texte" rows={2} required />
        {mentionable.length > 0 && (
          <details>
            <summary>Prévenir quelqu’un</summary>
            <CheckList name="mentions" choices={mentionable} />
          </details>
        )}
        <div>
          <button type="submit" className="btn" disabled={busy}>
            Publier
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

function RemoveComment({ id }: { id: string }) {
  return (
    <Form method="post">
      <HiddenInput name="intention" value="commentaire.retirer" />
      <HiddenInput name="id" value={id} />
      <button type="submit" className="btn ghost small" aria-label="Retirer ce commentaire">
        <Trash2 aria-hidden size={14} />
      </button>
    </Form>
  )
}
