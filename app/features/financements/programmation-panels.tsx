import { Form, useNavigation } from 'react-router'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { distributionOf, lieuTypes, type Montants, type Part, shareOverYears } from './programmation.rules.ts'
import { simulationEtats, simulationTones } from './programmation.words.ts'
import type { ProgrammationPage } from './programmation-page.server.ts'

/** Where the money goes, recomputed as one types. */
export function Distribution({ page, montants }: { page: ProgrammationPage; montants: Montants }) {
  const { dossiers, regles } = page
  const long = shareOverYears(dossiers, montants)
  return (
    <div className="grid">
      <Card title="Par axe">
        <Parts parts={distributionOf(dossiers, montants, ({ axe }) => axe)} />
      </Card>
      <Card title="Par territoire">
        <Parts parts={distributionOf(dossiers, montants, ({ lieu }) => lieuTypes[lieu])} />
      </Card>
      <Card title="Sur plusieurs années">
        <p>
          {long === null
            ? 'Rien n’est encore donné.'
            : `${formatShare(long)} de ce qui est donné va à des actions pluriannuelles.`}{' '}
          {regles.partCpoCible !== null && (
            <span className={long !== null && long < regles.partCpoCible ? 'broken' : 'kept'}>
              Cible de l’appel : {formatShare(regles.partCpoCible)}.
            </span>
          )}
        </p>
      </Card>
    </div>
  )
}

function Parts({ parts }: { parts: readonly Part[] }) {
  const most = Math.max(1, ...parts.map(({ centimes }) => centimes))
  return (
    <ul className="list stack-s">
      {parts.map(({ label, dossiers, centimes }) => (
        <li key={label} className="prog-part">
          <span>{label}</span>
          <span className="num">
            {formatEurosRounded(centimes)}{' '}
            <span className="muted small">{formatCount(dossiers, 'dossier')}</span>
          </span>
          <svg className="prog-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
            <rect width={(100 * centimes) / most} height={6} />
          </svg>
        </li>
      ))}
    </ul>
  )
}

/** The simulations side by side: which is shown, which it is compared with. */
export function Simulations({ page }: { page: ProgrammationPage }) {
  const { simulations, shown, other } = page
  if (!shown) return null
  return (
    <Form method="get" className="row prog-choice">
      <label className="row">
        Simulation
        <select className="input" name="simulation" defaultValue={shown.id} key={shown.id}>
          {simulations.map(({ id, nom, etat, total }) => (
            <option key={id} value={id}>
              {`${nom} (${simulationEtats[etat].toLowerCase()}, ${formatEurosRounded(total)})`}
            </option>
          ))}
        </select>
      </label>
      <label className="row">
        comparée à
        <select
          className="input"
          name="comparer"
          defaultValue={simulations.find(({ nom }) => nom === other?.nom)?.id}
        >
          <option value="">aucune</option>
          {simulations.map(({ id, nom }) => (
            <option key={id} value={id}>
              {nom}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="btn">
        Voir
      </button>
      <Badge tone={simulationTones[shown.etat]}>{simulationEtats[shown.etat]}</Badge>
      {shown.reference && <span className="muted small">{shown.reference}</span>}
    </Form>
  )
}

const newWords = {
  nom: { label: 'Nom', hint: 'Par exemple : « Sans dépasser l’enveloppe de la CAF ».' },
  note: { label: 'Ce que cherche cette simulation' },
}

/** Opens one more simulation. */
export function NewSimulation({
  page,
  refused,
}: {
  page: ProgrammationPage
  refused: RefusedForm | undefined
}) {
  const busy = useNavigation().state !== 'idle'
  const isOurs = refused?.values.intention?.[0] === 'creer'
  return (
    <details className="folded" open={page.simulations.length === 0 || isOurs}>
      <summary>Ouvrir une simulation</summary>
      <Form method="post" className="stack-s">
        <FormFields
          words={newWords}
          values={{}}
          refused={isOurs ? refused : undefined}
          idPrefix="simulation-"
        >
          <HiddenInput name="intention" value="creer" />
          <TextInput name="nom" required wide />
          <TextArea name="note" rows={2} />
          <label className="field">
            Elle part
            <select className="input" name="depart" defaultValue="propositions">
              <option value="propositions">des montants que proposent les financeurs</option>
              <option value="vide">de zéro</option>
              <option value="meilleure">
                de la meilleure répartition, calculée sous les règles de l’appel
              </option>
              {page.simulations.map(({ id, nom }) => (
                <option key={id} value={id}>{`d’une copie de « ${nom} »`}</option>
              ))}
            </select>
          </label>
          <div>
            <button type="submit" className="btn primary" disabled={busy}>
              Ouvrir
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}

const adoptionWords = {
  adopteeLe: { label: 'Adoptée le' },
  reference: {
    label: 'Par quelle décision',
    hint: 'L’instance et sa séance, par exemple : « Comité de pilotage du 12 mars 2027 ».',
  },
}

/** A committee adopts: every line of the call is decided at once, with this as its source. */
export function Adoption({ page, refused }: { page: ProgrammationPage; refused: RefusedForm | undefined }) {
  const busy = useNavigation().state !== 'idle'
  const { shown, today } = page
  if (!shown || shown.etat === 'adoptee') return null
  const isOurs = refused?.values.intention?.[0] === 'adopter'
  return (
    <details className="folded" open={isOurs}>
      <summary>Le comité adopte cette programmation…</summary>
      <Form method="post" className="stack-s">
        <p className="small">
          Chaque demande de l’appel est décidée avec son montant ; celles qui n’ont rien sont refusées. Le
          tableau ne se modifie plus ensuite.
        </p>
        <FormFields
          words={adoptionWords}
          values={{ adopteeLe: today }}
          refused={isOurs ? refused : undefined}
          idPrefix="adoption-"
        >
          <HiddenInput name="intention" value="adopter" />
          <HiddenInput name="simulation" value={shown.id} />
          <div className="form-section">
            <DateInput name="adopteeLe" required />
            <TextInput name="reference" required wide />
          </div>
          <div>
            <button type="submit" className="btn primary" disabled={busy}>
              Adopter
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}
