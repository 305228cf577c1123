import { useRef } from 'react'
import { Form, useNavigation } from 'react-router'
import { compteLabel, comptes, groupes } from '#app/features/financements/index.words.ts'
import { formatEuros, formatEurosForCsv } from '#app/lib/money.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DraftNotice, type DraftOf, DraftStatus, useDraft } from '#app/ui/draft.tsx'
import { ErrorSummary, FormFields, type FormWords, HiddenInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Table } from '#app/ui/table.tsx'
import { nameOf, shareOf } from './compte-rendu.document.ts'
import { renduFields } from './compte-rendu.fields.ts'
import type { RenduLigne } from './comptes-rendus.queries.server.ts'
import type { RenduPage } from './rendu-page.server.ts'
import { RenduTotals } from './rendu-totals.tsx'

interface Props {
  page: RenduPage
  /** `/t/<territoire>/brouillon`. */
  draftUrl: string
  refused: RefusedForm | undefined
}

type Typed = Record<string, string[]>

/** The report as its carrier fills it in, kept as a draft while it is typed. */
export function RenduForm({ page, draftUrl, refused }: Props) {
  const { rendu, draft, isResumed } = page
  const form = useRef<HTMLFormElement>(null)
  const busy = useNavigation().state !== 'idle'
  const resumed = draft && isResumed ? draft : null
  const version = resumed?.version ?? rendu.version
  const of: DraftOf = { url: draftUrl, entite: 'compte_rendu', entiteId: rendu.id, version }
  const state = useDraft(form, of)
  const words = wordsOf(rendu.lignes)
  const typed = refused?.values ?? resumed?.values
  return (
    <>
      {draft && !resumed && !refused && (
        <DraftNotice savedAt={draft.savedAt} of={of} isStale={draft.version !== rendu.version} />
      )}
      <Form method="post" className="form card" ref={form}>
        {refused && <ErrorSummary refused={refused} words={words} />}
        <FormFields words={words} values={rendu} refused={refused} draft={resumed?.values}>
          <HiddenInput name="version" value={refused ? rendu.version : version} />
          <Words />
          <Amounts lignes={rendu.lignes} typed={typed} errors={refused?.refusal.fieldErrors ?? {}} />
          <RenduTotals form={form} lignes={rendu.lignes} />
          <Annex />
          <div className="form-bar">
            <button type="submit" className="btn primary" name="intention" value="rendre" disabled={busy}>
              Remettre le compte rendu
            </button>
            <button type="submit" className="btn" name="intention" value="enregistrer" disabled={busy}>
              Enregistrer
            </button>
            <DraftStatus state={state} />
          </div>
        </FormFields>
      </Form>
    </>
  )
}

/** The words of every field, lines of the table included: errors name them. */
function wordsOf(lignes: ReadonlyArray<RenduLigne>): FormWords {
  return {
    ...renduFields,
    lignes: { label: 'Tableau de synthèse' },
    ...Object.fromEntries(lignes.map((its) => [`r.${its.id}`, { label: `Réalisé, ${nameOf(its)}` }])),
    'plus.montant': { label: 'Montant d’une ligne non prévue' },
    'plus.compte': { label: 'Compte d’une ligne non prévue' },
  }
}

function Words() {
  return (
    <section className="stack-s" aria-label="Bilan de l’action">
      <h2>Bilan de l’action</h2>
      <div className="form-section">
        <TextArea name="miseEnOeuvre" rows={6} />
        <TextInput name="beneficiaires" />
        <TextArea name="beneficiairesDetail" rows={3} />
        <TextArea name="datesLieux" rows={3} />
        <TextArea name="objectifsAtteints" rows={5} />
      </div>
    </section>
  )
}

function Annex() {
  return (
    <section className="stack-s" aria-label="Annexe et signature">
      <h2>Annexe et signature</h2>
      <div className="form-section">
        <TextArea name="ecarts" rows={4} />
        <TextArea name="reglesRepartition" rows={2} />
        <TextArea name="contributionsVolontaires" rows={2} />
        <TextArea name="observations" rows={2} />
        <TextInput name="signataireNom" />
        <TextInput name="signataireFonction" />
      </div>
    </section>
  )
}

interface AmountsProps {
  lignes: ReadonlyArray<RenduLigne>
  typed: Typed | undefined
  errors: Record<string, string[]>
}

const head = (
  <>
    <th scope="col">Compte</th>
    <th scope="col" className="num">
      Prévu
    </th>
    <th scope="col" className="num">
      Réalisé (€)
    </th>
    <th scope="col" className="num">
      Part
    </th>
  </>
)

function Amounts({ lignes, typed, errors }: AmountsProps) {
  const sides = [
    ['charge', 'Charges'],
    ['produit', 'Produits'],
  ] as const
  return (
    <section className="stack-s rendu-table" aria-label="Tableau de synthèse">
      <h2 id="champ-lignes" tabIndex={-1}>
        Tableau de synthèse
      </h2>
      <p className="muted">
        Le prévu est le budget adopté : ce que chaque financeur a décidé, non ce qui était demandé.
      </p>
      {sides.map(([sens, title]) => (
        <Table key={sens} caption={title} head={head}>
          {lignes
            .filter((its) => its.sens === sens)
            .map((ligne) => (
              <AmountLine key={ligne.id} ligne={ligne} typed={typed} errors={errors} />
            ))}
        </Table>
      ))}
      <Unplanned typed={typed} errors={errors} />
    </section>
  )
}

function AmountLine({ ligne, typed, errors }: Omit<AmountsProps, 'lignes'> & { ligne: RenduLigne }) {
  const name = `r.${ligne.id}`
  const wrong = errors[name]
  const stored = ligne.realiseCentimes === null ? '' : formatEurosForCsv(ligne.realiseCentimes)
  return (
    <tr>
      <th scope="row">{nameOf(ligne)}</th>
      <td className="num">{formatEuros(ligne.prevuCentimes)}</td>
      <td className="num">
        <input
          className="input amount"
          id={`champ-${name}`}
          name={name}
          inputMode="decimal"
          autoComplete="off"
          aria-label={`Réalisé, ${nameOf(ligne)}`}
          aria-invalid={wrong ? true : undefined}
          defaultValue={typed?.[name]?.[0] ?? stored}
        />
        {wrong && <div className="error small">{wrong.join(' ')}</div>}
      </td>
      <td className="num muted">{shareOf(ligne.realiseCentimes, ligne.prevuCentimes)}</td>
    </tr>
  )
}

const SPARE_ROWS = 2

/** What was spent or received without being planned. */
function Unplanned({ typed, errors }: Omit<AmountsProps, 'lignes'>) {
  const rows = Math.max(SPARE_ROWS, typed?.['plus.compte']?.length ?? 0)
  const wrong = errors['plus.montant'] ?? errors['plus.compte']
  return (
    <fieldset className="stack-s">
      <legend>Lignes qui n’étaient pas prévues</legend>
      {Array.from({ length: rows }, (_, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blank rows have nothing but their place
        <div className="rendu-extra" key={rank}>
          <select
            className="input"
            name="plus.compte"
            aria-label={`Compte de la ligne ${rank + 1}`}
            defaultValue={typed?.['plus.compte']?.[rank] ?? ''}
          >
            <option value="">Compte…</option>
            {comptes.map((its) => (
              <option key={its.key} value={its.key}>
                {groupes[its.groupe]?.sens === 'charge' ? 'Charge' : 'Produit'} : {compteLabel(its.key)}
              </option>
            ))}
          </select>
          <input
            className="input"
            name="plus.libelle"
            aria-label={`Précision de la ligne ${rank + 1}`}
            placeholder="Précision"
            defaultValue={typed?.['plus.libelle']?.[rank] ?? ''}
          />
          <input
            className="input amount"
            id={rank === 0 ? 'champ-plus.montant' : undefined}
            name="plus.montant"
            inputMode="decimal"
            aria-label={`Montant de la ligne ${rank + 1}`}
            placeholder="Montant (€)"
            defaultValue={typed?.['plus.montant']?.[rank] ?? ''}
          />
        </div>
      ))}
      {wrong && <div className="error small">{wrong.join(' ')}</div>}
    </fieldset>
  )
}
