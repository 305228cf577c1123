import { CalendarX, FileDown, Send } from 'lucide-react'
import { Form } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Card, Notice } from '#app/ui/page.tsx'
import { SeanceForm } from './seance-form.tsx'
import type { SeancePage } from './seance-page.server.ts'

/** Calls the members, or tells them again after a move; says how the mailing went. */
export function CallCard({ page }: { page: SeancePage }) {
  const { seance, convocations } = page
  const answered = convocations.filter((its) => its.reponse !== null).length
  const coming = convocations.filter((its) => its.reponse === 'oui' || its.reponse === 'suppleant').length
  const failed = convocations.filter((its) => its.envoi === 'refuse')
  const without = convocations.filter((its) => !its.hasAddress)
  if (!page.canPrepare && seance.convoqueeLe === null) return null
  return (
    <Card title="Convocation">
      <div className="stack-s">
        {seance.convoqueeLe ? (
          <p>{`${formatCount(convocations.length, 'membre convoqué', 'membres convoqués')}, ${answered} ont répondu, ${coming} viennent ou se font représenter.`}</p>
        ) : (
          <p className="muted">
            Personne n’est encore convoqué. Chacun recevra l’ordre du jour, l’entrée d’agenda, et un lien pour
            répondre sans compte.
          </p>
        )}
        {failed.length > 0 && (
          <Notice tone="warning">{`Adresse refusée : ${failed.map((its) => its.nom).join(', ')}. Les autres l’ont reçue ; corrigez l’adresse avant de renvoyer.`}</Notice>
        )}
        {seance.convoqueeLe && without.length > 0 && (
          <Notice tone="warning">
            <details>
              <summary>{`${formatCount(without.length, 'membre')} sans adresse, donc sans convocation`}</summary>
              {`${formatList(without.map((its) => its.nom))}.`}
            </details>
          </Notice>
        )}
        {page.canPrepare && (
          <Form method="post">
            <HiddenInput name="intention" value="convoquer" />
            <button type="submit" className={seance.convoqueeLe ? 'btn' : 'btn primary'}>
              <Send aria-hidden size={16} />{' '}
              {seance.convoqueeLe ? 'Renvoyer à tous, mise à jour' : 'Convoquer les membres'}
            </button>
          </Form>
        )}
      </div>
    </Card>
  )
}

/** What comes out of a meeting once held. */
export function OutputsCard({ page }: { page: SeancePage }) {
  const { seance } = page
  if (seance.etat !== 'tenue') return null
  return (
    <Card title="Relevé de décisions">
      <div className="stack-s">
        <p className="row">
          {(['pdf', 'docx', 'html'] as const).map((format) => (
            <a
              key={format}
              className="btn"
              href={`${seance.id}/releve/${format}`}
              download={format === 'html' ? undefined : true}
            >
              <FileDown aria-hidden size={16} /> {format.toUpperCase()}
            </a>
          ))}
        </p>
        {seance.releveLe && (
          <p className="small muted">{`Envoyé aux membres le ${formatInstant(seance.releveLe)}.`}</p>
        )}
        {page.canHold && (
          <Form method="post">
            <HiddenInput name="intention" value="envoyer-releve" />
            <button type="submit" className={seance.releveLe ? 'btn' : 'btn primary'}>
              <Send aria-hidden size={16} />{' '}
              {seance.releveLe ? 'Renvoyer le relevé corrigé' : 'Envoyer le relevé aux membres'}
            </button>
          </Form>
        )}
      </div>
    </Card>
  )
}

/** Moves a meeting, or cancels it. */
export function MoveCard({ page, refused }: { page: SeancePage; refused: RefusedForm | undefined }) {
  if (!page.canPrepare) return null
  const mine = refused?.values.intention?.[0] === 'seance' ? refused : undefined
  return (
    <Card title="Changer">
      <details className="disclosure" open={mine !== undefined}>
        <summary>La date, le lieu, le titre</summary>
        <SeanceForm values={page.seance} version={page.seance.version} refused={mine} submit="Enregistrer" />
      </details>
      <details className="disclosure">
        <summary>Annuler la séance</summary>
        <Form method="post" className="form">
          <HiddenInput name="intention" value="annuler" />
          <label htmlFor="motif">Pourquoi, pour ceux qui étaient invités</label>
          <input className="input" id="motif" name="motif" required />
          <div>
            <button type="submit" className="btn danger">
              <CalendarX aria-hidden size={16} /> Annuler la séance
            </button>
          </div>
        </Form>
      </details>
    </Card>
  )
}
