import { Form, useNavigation } from 'react-router'
import { type AvisEtat, avisSens } from '#app/lib/avis.ts'
import { choicesOf } from '#app/lib/choices.ts'
import { addMonths, formatDate } from '#app/lib/dates.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  CheckList,
  DateInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { Badge, Card, type Tone } from '#app/ui/page.tsx'
import { avisFields, consultationFields, porterFields, suiteFields } from './demarche.fields.ts'
import type { ConsultationPage } from './demarche-page.server.ts'

interface CardProps {
  page: ConsultationPage
  refused: RefusedForm | undefined
}

type AvisShown = ConsultationPage['avis'][number]

const refusedFor = (refused: RefusedForm | undefined, intention: string, avis?: string) =>
  refused?.values.intention?.[0] === intention && (avis === undefined || refused.values.avis?.[0] === avis)
    ? refused
    : undefined

const sensTones = { favorable: 'green', reserve: 'ochre', defavorable: 'red' } as const

/** Where an opinion stands, in the words of the consultation: silence is favourable only when a text says so. */
function wordsOf({ etat, sens }: AvisShown, silenceFavorable: boolean): { tone: Tone; label: string } {
  if (sens && etat === 'recu') return { tone: sensTones[sens], label: avisSens[sens] }
  const silent: Record<AvisEtat, { tone: Tone; label: string }> = {
    recu: { tone: 'neutral', label: 'Reçu' },
    attendu: { tone: 'brand', label: 'Attendu' },
    tacite: silenceFavorable
      ? { tone: 'green', label: 'Réputé favorable' }
      : { tone: 'neutral', label: 'Sans réponse' },
  }
  return silent[etat]
}

/** The opinions of a round, what each says and what the text does of it. */
export function AvisCard({ page, tour, refused }: CardProps & { tour: number }) {
  const { demarche, avis } = page
  const own = avis.filter((its) => its.tour === tour)
  const isCurrent = tour === demarche.tour
  const received = own.filter((its) => its.etat === 'recu').length
  return (
    <Card
      title={tour > 1 ? `Avis, ${tour}e tour` : 'Avis'}
      aside={<span className="muted small">{`Reçus : ${received} sur ${own.length}`}</span>}
    >
      {isCurrent && (
        <p className="small muted">
          {demarche.silenceFavorable
            ? `Sans réponse dans le délai, l’avis est réputé favorable (${demarche.fondement}).`
            : 'Aucun texte ne dit que le silence vaut avis : une absence de réponse reste une absence de réponse.'}
        </p>
      )}
      <ul className="list lines">
        {own.map((its) => (
          <AvisLine key={its.id} page={page} its={its} isCurrent={isCurrent} refused={refused} />
        ))}
      </ul>
    </Card>
  )
}

function AvisLine({ page, its, isCurrent, refused }: CardProps & { its: AvisShown; isCurrent: boolean }) {
  const { tone, label } = wordsOf(its, page.demarche.silenceFavorable)
  const canAdvise = its.mayAdvise && isCurrent && page.demarche.etat === 'consultation'
  return (
    <li className="stack-s">
      <div className="row">
        <strong>{its.nom}</strong> <Badge tone={tone}>{label}</Badge>
        <span className="muted small">
          {its.recuLe ? `reçu le ${formatDate(its.recuLe)}` : `pour le ${formatDate(its.echeance)}`}
        </span>
      </div>
      {its.texte && <blockquote className="prose">{its.texte}</blockquote>}
      {its.suite && (
        <p>
          <strong>Ce que le texte en fait :</strong> {its.suite}
        </p>
      )}
      {canAdvise && <AdviseForm page={page} its={its} refused={refused} />}
      {page.leads && its.sens && page.demarche.etat !== 'portee' && (
        <AnswerForm its={its} refused={refused} />
      )}
    </li>
  )
}

function AdviseForm({ page, its, refused }: CardProps & { its: AvisShown }) {
  const busy = useNavigation().state !== 'idle'
  const own = refusedFor(refused, 'aviser', its.id)
  return (
    <details className="folded" open={own !== undefined}>
      <summary>
        {its.sens ? 'Corriger l’avis' : 'Écrire l’avis'}
        <span className="sr-only"> de {its.nom}</span>
      </summary>
      <Form method="post" className="stack-s" preventScrollReset key={its.version}>
        <FormFields
          words={avisFields}
          values={{ sens: its.sens, recuLe: its.recuLe ?? page.today, texte: its.texte }}
          refused={own}
          idPrefix={`avis-${its.id}-`}
        >
          <HiddenInput name="intention" value="aviser" />
          <HiddenInput name="avis" value={its.id} />
          <HiddenInput name="version" value={its.version} />
          <div className="form-section">
            <SelectInput name="sens" choices={choicesOf(avisSens)} required />
            <DateInput name="recuLe" required />
            <TextArea name="texte" rows={4} />
          </div>
          <div>
            <button type="submit" className="btn primary small" disabled={busy}>
              Enregistrer l’avis
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}

function AnswerForm({ its, refused }: { its: AvisShown; refused: RefusedForm | undefined }) {
  const own = refusedFor(refused, 'repondre', its.id)
  const isWanted = its.sens !== 'favorable' && its.suite === ''
  return (
    <details className="folded" open={own !== undefined}>
      <summary>
        {isWanted ? 'Dire ce que le texte en fait (nécessaire)' : 'Dire ce que le texte en fait'}
        <span className="sr-only"> : {its.nom}</span>
      </summary>
      <Form method="post" className="stack-s" preventScrollReset key={its.version}>
        <FormFields
          words={suiteFields}
          values={{ suite: its.suite }}
          refused={own}
          idPrefix={`suite-${its.id}-`}
        >
          <HiddenInput name="intention" value="repondre" />
          <HiddenInput name="avis" value={its.id} />
          <HiddenInput name="version" value={its.version} />
          <TextArea name="suite" rows={2} required />
          <div>
            <button type="submit" className="btn small">
              Garder
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}

/** Whom to ask, until when, and whether silence counts. */
export function ConsultForm({ page, refused }: CardProps) {
  const { demarche, toConsult, today } = page
  const busy = useNavigation().state !== 'idle'
  const canSubmit = demarche.etat === 'redaction' || demarche.etat === 'consultation'
  if (!canSubmit || toConsult.length === 0) return null
  const isMore = demarche.etat === 'consultation'
  const own = refusedFor(refused, 'soumettre')
  const values = {
    organisationIds: isMore ? [] : toConsult.map((its) => its.value),
    envoyeLe: today,
    echeance: addMonths(today, 1),
    silenceFavorable: demarche.silenceFavorable,
    fondement: demarche.fondement,
  }
  return (
    <Card title={isMore ? 'Demander un avis de plus' : 'Soumettre le projet pour avis'}>
      <details className="folded" open={own !== undefined || demarche.tour === 0}>
        <summary>{isMore ? 'Ajouter des destinataires' : 'À qui, et jusqu’à quand'}</summary>
        <Form method="post" className="form">
          <FormFields words={consultationFields} values={values} refused={own} idPrefix="soumettre-">
            <HiddenInput name="intention" value="soumettre" />
            <HiddenInput name="version" value={demarche.version} />
            <div className="form-section">
              <CheckList name="organisationIds" choices={toConsult} />
              <DateInput name="envoyeLe" required />
              <DateInput name="echeance" required />
              <CheckInput name="silenceFavorable" />
              <TextInput name="fondement" />
            </div>
            <button type="submit" className="btn primary" disabled={busy}>
              Soumettre pour avis
            </button>
          </FormFields>
        </Form>
      </details>
    </Card>
  )
}

/** The last step: the text becomes that of the document, or the proposals of its amendment. */
export function CarryCard({ page, refused }: CardProps) {
  const { demarche, refusals, mayCarry } = page
  const busy = useNavigation().state !== 'idle'
  if (
    !mayCarry ||
    (demarche.etat !== 'consultation' && !(demarche.etat === 'redaction' && demarche.tour > 0))
  )
    return null
  if (refusals.length > 0)
    return (
      <Card title="Porter le texte au document">
        <p>Avant de le porter :</p>
        <ul className="stack-s">
          {refusals.map((its) => (
            <li key={its}>{its}</li>
          ))}
        </ul>
      </Card>
    )
  const isDraft = demarche.document.etat === 'redaction'
  return (
    <Card title="Porter le texte au document">
      <p>
        {isDraft
          ? `« ${demarche.document.titre} » est en rédaction : le texte devient celui de ses axes.`
          : `« ${demarche.document.titre} » est signé : le texte devient un avenant, qu’une séance adopte.`}
      </p>
      <Form method="post" className="stack-s">
        <FormFields
          words={porterFields}
          values={{}}
          refused={refusedFor(refused, 'porter')}
          idPrefix="porter-"
        >
          <HiddenInput name="intention" value="porter" />
          <HiddenInput name="version" value={demarche.version} />
          <TextArea name="objet" rows={2} required />
          <div>
            <button type="submit" className="btn primary" disabled={busy}>
              Porter le texte
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}
