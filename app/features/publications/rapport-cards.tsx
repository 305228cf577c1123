import { PenLine } from 'lucide-react'
import { Form, Link } from 'react-router'
import { type AvisSens, avisSens } from '#app/lib/avis.ts'
import { choicesOf } from '#app/lib/choices.ts'
import { addMonths, formatDate, type IsoDate } from '#app/lib/dates.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  type Choice,
  DateInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
} from '#app/ui/form.tsx'
import { Card, Notice } from '#app/ui/page.tsx'
import { avisCount, avisWords } from './rapport.document.ts'
import type { RapportEtat } from './rapport.schema.ts'

const words = {
  organisationIds: { label: 'Conseils municipaux et conseils citoyens' },
  envoyeLe: { label: 'Envoyé le' },
  echeance: {
    label: 'Réponse attendue au plus tard le',
    hint: 'Un mois au moins ; sans réponse, l’avis est réputé favorable.',
  },
  avis: { label: 'De qui' },
  sens: { label: 'Avis' },
  recuLe: { label: 'Reçu le' },
  texte: { label: 'Contribution', hint: 'Annexée en entier au rapport.' },
  debattuLe: { label: 'Débattu par le conseil communautaire le' },
  suites: { label: 'Suites données aux observations' },
}

const sensChoices: Choice[] = choicesOf(avisSens)

/** What the decree asks that is not there yet. */
export function StepsCard({
  etat,
  missing,
  reminders,
  writeTo,
}: {
  etat: RapportEtat
  missing: ReadonlyArray<string>
  reminders: ReadonlyArray<string>
  writeTo: string
}) {
  return (
    <Card title="Rédaction">
      {missing.length > 0 && (
        <Notice tone="warning">
          <p>Avant de le soumettre pour avis :</p>
          <ul>
            {missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      {reminders.map((sentence) => (
        <p key={sentence} className="muted">
          {sentence}
        </p>
      ))}
      {etat !== 'redaction' && <p className="muted">Soumis pour avis, son texte ne change plus.</p>}
      <Link className={etat === 'redaction' ? 'btn primary' : 'btn'} to={writeTo}>
        <PenLine aria-hidden size={16} />{' '}
        {etat === 'redaction' ? 'Écrire' : 'Commentaires, versions et visas'}
      </Link>
    </Card>
  )
}

interface CardProps {
  etat: RapportEtat
  today: IsoDate
  canPublish: boolean
  refused: RefusedForm | undefined
}

const refusedFor = (refused: RefusedForm | undefined, intention: string): RefusedForm | undefined =>
  refused?.values.intention?.[0] === intention ? refused : undefined

/** Whom to ask, and until when. */
export function ConsultCard({
  etat,
  missing,
  toConsult,
  today,
  canPublish,
  refused,
}: CardProps & { missing: ReadonlyArray<string>; toConsult: ReadonlyArray<Choice> }) {
  if (!canPublish || etat === 'debattu' || missing.length > 0 || toConsult.length === 0) return null
  const values = {
    organisationIds: etat === 'redaction' ? toConsult.map(({ value }) => value) : [],
    envoyeLe: today,
    echeance: addMonths(today, 1),
  }
  return (
    <Card title="Soumettre pour avis">
      <Form method="post" className="form">
        <FormFields
          words={words}
          values={values}
          refused={refusedFor(refused, 'soumettre')}
          idPrefix="soumettre-"
        >
          <HiddenInput name="intention" value="soumettre" />
          <CheckList name="organisationIds" choices={toConsult} />
          <DateInput name="envoyeLe" required wide />
          <DateInput name="echeance" required wide />
          <button type="submit" className="btn primary">
            Soumettre pour avis
          </button>
        </FormFields>
      </Form>
    </Card>
  )
}

interface AvisShown {
  id: string
  nom: string
  etat: 'attendu' | 'recu' | 'tacite'
  sens: AvisSens | null
  recuLe: IsoDate | null
  echeance: IsoDate
}

/** What came back, and the form that keeps one more answer. */
export function AvisCard({ etat, avis, today, refused }: CardProps & { avis: ReadonlyArray<AvisShown> }) {
  if (avis.length === 0) return null
  const open = avis.filter((its) => its.etat !== 'recu').map(({ id, nom }) => ({ value: id, label: nom }))
  return (
    <Card title="Avis">
      <p>{avisCount(avis)}.</p>
      <ul className="list lines">
        {avis.map((its) => (
          <li key={its.id}>
            <strong>{its.nom}</strong> : {avisWords(its)}
            {its.etat === 'attendu' && <span className="muted">, pour le {formatDate(its.echeance)}</span>}
          </li>
        ))}
      </ul>
      {etat === 'consultation' && open.length > 0 && (
        <Form method="post" className="form">
          <FormFields
            words={words}
            values={{ avis: open[0]?.value, sens: 'favorable', recuLe: today, texte: '' }}
            refused={refusedFor(refused, 'avis')}
            idPrefix="avis-"
          >
            <HiddenInput name="intention" value="avis" />
            <SelectInput name="avis" choices={open} required wide />
            <SelectInput name="sens" choices={sensChoices} required wide />
            <DateInput name="recuLe" required wide />
            <TextArea name="texte" rows={3} />
            <button type="submit" className="btn">
              Enregistrer cet avis
            </button>
          </FormFields>
        </Form>
      )}
    </Card>
  )
}

/** The debate of the community council and what follows. */
export function DebatCard({
  etat,
  debat,
  today,
  canPublish,
  refused,
}: CardProps & { debat: { debattuLe: IsoDate | null; suites: string } }) {
  if (etat !== 'consultation' || !canPublish) return null
  const values = { debattuLe: debat.debattuLe ?? today, suites: debat.suites }
  return (
    <Card title="Débat">
      <Form method="post" className="form">
        <FormFields words={words} values={values} refused={refusedFor(refused, 'debattre')} idPrefix="debat-">
          <HiddenInput name="intention" value="debattre" />
          <DateInput name="debattuLe" required wide />
          <TextArea name="suites" rows={4} />
          <button type="submit" className="btn">
            Enregistrer le débat
          </button>
        </FormFields>
      </Form>
    </Card>
  )
}
