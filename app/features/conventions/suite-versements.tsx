import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, EurosInput, FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { paiementFields, versementFields } from './acte.fields.ts'
import type { SuitePage } from './suite-page.server.ts'
import { versementNatures } from './versement.words.ts'
import type { Versement } from './versements.queries.server.ts'

type Ligne = SuitePage['lignes'][number]

interface Props {
  page: SuitePage
  refused: RefusedForm | undefined
}

/** One schedule a funder: what is planned, what is paid, what is left. */
export function VersementsCard({ page, refused }: Props) {
  if (page.lignes.length === 0) return null
  return (
    <Card title="Versements">
      <div className="stack">
        {page.lignes.map((ligne) => (
          <Schedule key={ligne.id} ligne={ligne} page={page} refused={refused} />
        ))}
      </div>
    </Card>
  )
}

const paidOf = ({ versements }: Ligne): number =>
  versements
    .filter((its) => its.verseLe !== null)
    .reduce((sum, its) => sum + (its.nature === 'reversement' ? -1 : 1) * its.montantCentimes, 0)

function Schedule({ ligne, page, refused }: Props & { ligne: Ligne }) {
  const paid = paidOf(ligne)
  const { accordeCentimes } = ligne
  const head = (
    <>
      <th scope="col">Versement</th>
      <th scope="col">Prévu le</th>
      <th scope="col" className="num">
        Montant
      </th>
      <th scope="col">Fait</th>
    </>
  )
  return (
    <section className="stack-s" aria-label={`Versements de ${ligne.financeur}`}>
      <div className="row">
        <h3>{ligne.financeur}</h3>
        <span className="muted">
          {formatEuros(paid)} versés sur {formatEuros(accordeCentimes)} accordés
        </span>
      </div>
      <progress
        className="paid-bar"
        value={Math.max(0, paid)}
        max={accordeCentimes || 1}
        aria-label={`Part versée par ${ligne.financeur}`}
      />
      {ligne.versements.length > 0 && (
        <Table caption={`Échéancier de ${ligne.financeur}`} head={head}>
          {ligne.versements.map((its) => (
            <Line key={its.id} versement={its} ligne={ligne} page={page} refused={refused} />
          ))}
        </Table>
      )}
      {ligne.canPay && (
        <details className="folded" open={isRefused(refused, 'versement-ajouter', 'ligne', ligne.id)}>
          <summary>Prévoir un versement : {ligne.financeur}</summary>
          <VersementForm
            intention="versement-ajouter"
            hidden={{ ligne: ligne.id }}
            values={{ nature: 'acompte', prevuLe: page.today }}
            refused={isRefused(refused, 'versement-ajouter', 'ligne', ligne.id) ? refused : undefined}
            prefix={`ajout-${ligne.id}-`}
          />
        </details>
      )}
    </section>
  )
}

function isRefused(refused: RefusedForm | undefined, intention: string, key: string, id: string): boolean {
  return refused?.values.intention?.[0] === intention && refused.values[key]?.[0] === id
}

function Line({ versement, ligne, page, refused }: Props & { versement: Versement; ligne: Ligne }) {
  const { nature, prevuLe, verseLe, montantCentimes, reference } = versement
  const isLate = verseLe === null && prevuLe < page.today
  return (
    <tr>
      <th scope="row">
        {versementNatures[nature]}
        {ligne.canPay && <LineActions versement={versement} page={page} refused={refused} />}
      </th>
      <td>
        {formatDate(prevuLe)} {isLate && <Badge tone="red">En retard</Badge>}
      </td>
      <td className="num">
        {nature === 'reversement' && '− '}
        {formatEuros(montantCentimes)}
      </td>
      <td>
        {verseLe ? (
          <>
            {formatDate(verseLe)}
            {reference && <div className="muted small">{reference}</div>}
          </>
        ) : (
          <span className="muted">—</span>
        )}
      </td>
    </tr>
  )
}

function LineActions({ versement, page, refused }: Props & { versement: Versement }) {
  const { id, version, verseLe } = versement
  const hidden = { versement: id, version }
  if (verseLe) return <OneButton intention="versement-reprendre" hidden={hidden} label="Remettre à faire" />
  const isPaying = isRefused(refused, 'versement-faire', 'versement', id)
  const isChanging = isRefused(refused, 'versement-modifier', 'versement', id)
  return (
    <div className="folded-actions">
      <details className="folded" open={isPaying}>
        <summary>Noter le versement</summary>
        <PaiementForm
          hidden={hidden}
          today={page.today}
          refused={isPaying ? refused : undefined}
          prefix={`fait-${id}-`}
        />
      </details>
      <details className="folded" open={isChanging}>
        <summary>Changer</summary>
        <VersementForm
          intention="versement-modifier"
          hidden={hidden}
          values={versement}
          refused={isChanging ? refused : undefined}
          prefix={`change-${id}-`}
        />
        <OneButton intention="versement-retirer" hidden={hidden} label="Retirer de l’échéancier" />
      </details>
    </div>
  )
}

type Hidden = Record<string, string | number>

const Hiddens = ({ intention, hidden }: { intention: string; hidden: Hidden }) => (
  <>
    <HiddenInput name="intention" value={intention} />
    {Object.entries(hidden).map(([name, value]) => (
      <HiddenInput key={name} name={name} value={value} />
    ))}
  </>
)

function OneButton({ intention, hidden, label }: { intention: string; hidden: Hidden; label: string }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post">
      <Hiddens intention={intention} hidden={hidden} />
      <button type="submit" className="btn ghost small" disabled={busy}>
        {label}
      </button>
    </Form>
  )
}

interface FormProps {
  hidden: Hidden
  refused: RefusedForm | undefined
  prefix: string
}

function VersementForm({
  intention,
  hidden,
  values,
  refused,
  prefix,
}: FormProps & { intention: string; values: object }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="stack-s">
      <FormFields words={versementFields} values={values} refused={refused} idPrefix={prefix}>
        <Hiddens intention={intention} hidden={hidden} />
        <div className="form-section">
          <SelectInput name="nature" choices={choicesOf(versementNatures)} required />
          <DateInput name="prevuLe" required />
          <EurosInput name="montantCentimes" required />
        </div>
        <div>
          <button type="submit" className="btn primary small" disabled={busy}>
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

function PaiementForm({ hidden, today, refused, prefix }: FormProps & { today: string }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="stack-s">
      <FormFields words={paiementFields} values={{ verseLe: today }} refused={refused} idPrefix={prefix}>
        <Hiddens intention="versement-faire" hidden={hidden} />
        <div className="form-section">
          <DateInput name="verseLe" required />
          <TextInput name="reference" />
        </div>
        <div>
          <button type="submit" className="btn primary small" disabled={busy}>
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
