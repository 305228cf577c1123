import { GitCompare, Save } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckList, type Choice, FormFields, HiddenInput, SelectInput, TextArea, TextInput } from './form.tsx'
import { Badge, Card, type Tone } from './page.tsx'

const versionWords = {
  motif: { label: 'Garder une version', hint: 'Pourquoi : « relue par le service », « avant le bureau ».' },
}

interface Version {
  numero: number
  motif: string
  auteur: string | null
  creeLe: Date
}

const SHOWN = 6

/** The versions kept, each one click from what has changed since. */
export function VersionsCard({
  versions,
  compareTo,
  isOpen,
  refused,
}: {
  versions: ReadonlyArray<Version>
  compareTo: string
  isOpen: boolean
  refused: RefusedForm | undefined
}) {
  return (
    <Card title={versions.length === 0 ? 'Versions' : formatCount(versions.length, 'version')}>
      <div className="stack-s">
        <ul className="list stack-s">
          {versions.slice(0, SHOWN).map((version) => (
            <li key={version.numero}>
              <Link to={`${compareTo}?de=${version.numero}`}>
                {`Version ${version.numero} : ${version.motif}`}
              </Link>
              <span className="small muted ecrit-line">
                {formatInstant(new Date(version.creeLe))}
                {version.auteur && `, ${version.auteur}`}
              </span>
            </li>
          ))}
        </ul>
        {versions.length === 0 && (
          <p className="muted">
            Aucune encore. Une version est gardée seule quand quelqu’un reprend le texte après une pause.
          </p>
        )}
        {versions.length > 0 && (
          <Link className="btn small" to={compareTo}>
            <GitCompare aria-hidden size={14} /> Comparer
          </Link>
        )}
        {isOpen && <KeepForm key={versions.length} refused={of(refused, 'version')} />}
      </div>
    </Card>
  )
}

function KeepForm({ refused }: { refused: RefusedForm | undefined }) {
  return (
    <Form method="post" className="stack-s">
      <FormFields words={versionWords} values={{}} refused={refused} idPrefix="version-">
        <HiddenInput name="intention" value="version" />
        <TextInput name="motif" required />
        <div>
          <button type="submit" className="btn small">
            <Save aria-hidden size={14} /> Garder cette version
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

interface VisaShown {
  id: string
  personneId: string
  nom: string
  numero: number
  demandeLe: Date
  reponse: 'vise' | 'reserve' | null
  motif: string
  reponduLe: Date | null
  perime: boolean
}

const askWords = { personneIds: { label: 'Demander le visa de' } }
const answerWords = {
  reponse: { label: 'Votre réponse' },
  motif: { label: 'Remarques', hint: 'Une réserve dit ce qu’il faut changer.' },
}
const answerChoices: Choice[] = [
  { value: 'vise', label: 'Je donne mon visa' },
  { value: 'reserve', label: 'J’ai une réserve' },
]

/** Who was asked to sign the text off, on which version, and what they answered. */
export function VisasCard({
  visas,
  writers,
  personneId,
  compareTo,
  refused,
}: {
  visas: ReadonlyArray<VisaShown>
  writers: ReadonlyArray<Choice>
  personneId: string
  compareTo: string
  refused: RefusedForm | undefined
}) {
  const mine = visas.find((visa) => visa.personneId === personneId && visa.reponse === null)
  return (
    <Card title="Visas">
      <div className="stack-s">
        {visas.length === 0 && <p className="muted">Personne n’a encore été invité à viser ce texte.</p>}
        <ul className="list stack-s">
          {visas.map((visa) => (
            <VisaLine key={visa.id} visa={visa} compareTo={compareTo} />
          ))}
        </ul>
        {mine && <AnswerForm visa={mine.id} refused={of(refused, 'visa.repondre')} />}
        {writers.length > 0 && (
          <details>
            <summary>Demander des visas</summary>
            <Form method="post" className="stack-s">
              <FormFields
                words={askWords}
                values={{ personneIds: [] }}
                refused={of(refused, 'visa.demander')}
                idPrefix="visa-"
              >
                <HiddenInput name="intention" value="visa.demander" />
                <CheckList name="personneIds" choices={writers} />
                <div>
                  <button type="submit" className="btn small">
                    Demander ces visas
                  </button>
                </div>
              </FormFields>
            </Form>
          </details>
        )}
      </div>
    </Card>
  )
}

function AnswerForm({ visa, refused }: { visa: string; refused: RefusedForm | undefined }) {
  return (
    <Form method="post" className="stack-s ecrit-answer">
      <FormFields words={answerWords} values={{ reponse: 'vise' }} refused={refused} idPrefix="reponse-">
        <HiddenInput name="intention" value="visa.repondre" />
        <HiddenInput name="visa" value={visa} />
        <SelectInput name="reponse" choices={answerChoices} required />
        <TextArea name="motif" rows={3} />
        <div>
          <button type="submit" className="btn primary small">
            Répondre
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

function VisaLine({ visa, compareTo }: { visa: VisaShown; compareTo: string }) {
  const { tone, label } = stateOf(visa)
  return (
    <li>
      <p className="row">
        <strong>{visa.nom}</strong> <Badge tone={tone}>{label}</Badge>
      </p>
      <p className="small muted">
        {`Version ${visa.numero}, ${visa.reponduLe ? formatInstant(new Date(visa.reponduLe)) : `demandé le ${formatInstant(new Date(visa.demandeLe))}`}`}
      </p>
      {visa.motif && <p className="prose small">{visa.motif}</p>}
      {visa.perime && (
        <p className="small">
          Le texte a changé depuis : <Link to={`${compareTo}?de=${visa.numero}`}>voir en quoi</Link>
        </p>
      )}
    </li>
  )
}

function stateOf({ reponse, perime }: VisaShown): { tone: Tone; label: string } {
  if (reponse === 'reserve') return { tone: 'red', label: 'Réserve' }
  if (reponse === 'vise')
    return perime ? { tone: 'ochre', label: 'Visé avant' } : { tone: 'green', label: 'Visé' }
  return { tone: 'ochre', label: 'Attendu' }
}

function of(refused: RefusedForm | undefined, intention: string): RefusedForm | undefined {
  return refused?.values.intention?.[0] === intention ? refused : undefined
}
