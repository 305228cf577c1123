import { Form } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatEuros, formatEurosRounded } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  type Choice,
  EurosInput,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import { SelectFilters } from '#app/ui/select-filters.tsx'
import { Table } from '#app/ui/table.tsx'
import { effortFields } from './effort.fields.ts'
import { effortNatures } from './effort.words.ts'
import type { CompteurRow, EffortAsked, EffortRow } from './efforts.server.ts'

interface Places {
  axes: ReadonlyArray<Choice>
  communes: ReadonlyArray<Choice>
}

/** Year, axis and commune the page is narrowed to. */
export function CompteurForm({
  asked,
  axes,
  communes,
  annee,
}: Places & { asked: EffortAsked; annee: number }) {
  const years = Array.from({ length: 12 }, (_, back) => String(annee + 1 - back))
  return (
    <SelectFilters
      label="Choisir l’année, l’axe, la commune"
      prefix="compteur"
      filters={[
        {
          name: 'annee',
          label: 'Année',
          value: String(asked.annee ?? ''),
          choices: years.map((year) => ({ value: year, label: year })),
          all: 'Toutes',
        },
        { name: 'axe', label: 'Axe', value: asked.axeId ?? '', choices: axes, all: 'Tous' },
        {
          name: 'commune',
          label: 'Commune',
          value: asked.communeCode ?? '',
          choices: communes,
          all: 'Toutes',
        },
      ]}
    />
  )
}

const compteurHeads = (
  <>
    <th scope="col">Signataire ou financeur</th>
    <th scope="col" className="num">
      Déclaré
    </th>
    <th scope="col" className="num">
      dont vérifié
    </th>
    <th scope="col" className="num">
      ETP déclarés
    </th>
    <th scope="col" className="num">
      Décidé, droit commun
    </th>
    <th scope="col" className="num">
      Décidé, spécifique
    </th>
  </>
)

const money = (centimes: number) =>
  centimes === 0 ? <span className="muted">–</span> : formatEurosRounded(centimes)

export function CompteurCard({ rows }: { rows: ReadonlyArray<CompteurRow> }) {
  if (rows.length === 0)
    return (
      <Empty title="Rien n’est déclaré ni décidé pour ces choix.">
        Retirez un filtre, ou déclarez un premier effort.
      </Empty>
    )
  return (
    <Card title="Qui met quoi">
      <p className="muted small">
        Déclaré et décidé ne s’additionnent pas : une subvention de droit commun peut être dans les deux. Un
        tiret n’est pas un reproche : rien n’est encore dit.
      </p>
      <Table caption="Droit commun par signataire" head={compteurHeads}>
        {rows.map((its) => (
          <tr key={its.organisationId}>
            <th scope="row">
              {its.organisation} {its.signataire && <Badge tone="brand">signataire</Badge>}
            </th>
            <td className="num">{money(its.declareCentimes)}</td>
            <td className="num">{money(its.verifieCentimes)}</td>
            <td className="num">
              {its.etp === 0 ? <span className="muted">–</span> : formatNumber(its.etp, 2)}
            </td>
            <td className="num">{money(its.decideCentimes)}</td>
            <td className="num">{money(its.specifiqueCentimes)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

const effortHeads = (
  <>
    <th scope="col">Effort</th>
    <th scope="col">Signataire</th>
    <th scope="col">Où</th>
    <th scope="col" className="num">
      Valeur
    </th>
    <th scope="col">Ce qui le montre</th>
    <th scope="col">
      <span className="sr-only">Gestes</span>
    </th>
  </>
)

type Effort = EffortRow & { mine: boolean }

export function EffortsCard({ efforts, canVerify }: { efforts: ReadonlyArray<Effort>; canVerify: boolean }) {
  if (efforts.length === 0) return null
  return (
    <Card title="Les efforts déclarés">
      <Table caption="Efforts déclarés" head={effortHeads}>
        {efforts.map((its) => (
          <tr key={its.id}>
            <th scope="row">
              {its.libelle} {its.exemple && <Exemple />}
              <br />
              <span className="small muted">
                {its.annee}, {effortNatures[its.nature].toLowerCase()}
                {its.axe && `, ${its.axe}`}
              </span>
            </th>
            <td>{its.organisation}</td>
            <td>{its.lieu}</td>
            <td className="num">
              {its.montantCentimes !== null && formatEuros(its.montantCentimes)}
              {its.etp !== null && ` ${formatNumber(its.etp, 2)} ETP`}
            </td>
            <td>
              {its.preuve || <span className="muted">rien encore</span>}{' '}
              {its.verifieLe && <Badge tone="green">vérifié le {formatDate(its.verifieLe)}</Badge>}
            </td>
            <td>
              <Gestures its={its} canVerify={canVerify} />
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function Gestures({ its, canVerify }: { its: Effort; canVerify: boolean }) {
  const verifies = canVerify && its.preuve !== '' && its.verifieLe === null
  if (!verifies && !its.mine) return null
  return (
    <Form method="post" className="row">
      <HiddenInput name="id" value={its.id} />
      <HiddenInput name="version" value={its.version} />
      {verifies && (
        <button
          type="submit"
          className="btn small"
          name="geste"
          value="verifier"
          aria-label={`Vérifié : ${its.libelle}`}
        >
          Vérifié
        </button>
      )}
      {its.mine && (
        <button
          type="submit"
          className="btn small ghost"
          name="geste"
          value="retirer"
          aria-label={`Retirer ${its.libelle}`}
        >
          Retirer
        </button>
      )}
    </Form>
  )
}

interface DeclareProps {
  choices: Places & { declarants: ReadonlyArray<Choice> }
  annee: number
  refused: RefusedForm | undefined
}

export function DeclareCard({ choices, annee, refused }: DeclareProps) {
  const only = choices.declarants.length === 1 ? choices.declarants[0]?.value : undefined
  const natures = Object.entries(effortNatures).map(([value, label]) => ({ value, label }))
  return (
    <Card title="Déclarer un effort">
      <Form method="post" className="stack">
        <FormFields
          words={effortFields}
          values={{ annee, nature: 'credits', organisationId: only }}
          refused={refused}
          idPrefix="effort-"
        >
          <div className="form-section">
            <SelectInput name="organisationId" required choices={choices.declarants} />
            <NumberInput name="annee" required />
            <SelectInput name="nature" required choices={natures} />
            <TextInput name="libelle" required wide />
            <EurosInput name="montantCentimes" />
            <NumberInput name="etp" />
            <SelectInput name="axeId" choices={choices.axes} />
            <SelectInput name="communeCode" choices={choices.communes} />
            <TextArea name="preuve" rows={2} />
          </div>
          <div>
            <button type="submit" className="btn primary" name="geste" value="declarer">
              Déclarer
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}
