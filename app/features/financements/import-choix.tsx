import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { champs, sortes, stades } from './import-mots.ts'
import type { ImportSummary } from './import-resume.ts'

interface Props {
  summary: ImportSummary
}

/** Which call the rows go to, and how a silent amount is read. */
export function Destination({ summary }: Props) {
  const { appel, appels, sansCredit } = summary
  return (
    <Card title="Où vont ces lignes">
      <div className="form-section">
        <div className="field">
          <label htmlFor="appel">Appel à projets</label>
          <select className="input" id="appel" name="appel" defaultValue={appel.id ?? ''}>
            <option value="">Un appel à créer, d’une année passée</option>
            {appels.map((its) => (
              <option key={its.id} value={its.id}>
                {its.code} · {its.titre}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="code">Code de l’appel à créer</label>
          <input className="input" id="code" name="code" defaultValue={appel.code} maxLength={20} />
          <span className="hint">Majuscules, chiffres et tirets : CDV-2016.</span>
        </div>
        <div className="field">
          <label htmlFor="exercice">Année de cet appel</label>
          <input
            className="input"
            id="exercice"
            name="exercice"
            inputMode="numeric"
            defaultValue={appel.exercice ?? ''}
            maxLength={4}
          />
        </div>
        <div className="field">
          <label htmlFor="sansCredit">Un montant dont la sorte n’est pas dite</label>
          <select className="input" id="sansCredit" name="sansCredit" defaultValue={sansCredit}>
            <option value="specifique">est de crédits spécifiques</option>
            <option value="droit_commun">est de droit commun</option>
          </select>
        </div>
      </div>
    </Card>
  )
}

/** The organisation behind each name of funder. */
export function Funders({ summary }: Props) {
  const head = (
    <>
      <th scope="col">Dans le fichier</th>
      <th scope="col">Organisation de l’annuaire</th>
    </>
  )
  return (
    <Card title="Qui sont les financeurs">
      <datalist id="organisations-connues">
        {summary.organisations.map((nom) => (
          <option key={nom} value={nom} />
        ))}
      </datalist>
      <Table caption="Financeurs" head={head}>
        {summary.financeurs.map((its) => (
          <tr key={its.cle}>
            <th scope="row">{its.ecrit}</th>
            <td>
              <input
                className="input"
                name={`fin-${its.cle}`}
                list="organisations-connues"
                aria-label={`Organisation de « ${its.ecrit} »`}
                defaultValue={its.nom}
              />
              {!its.connu && <span className="hint">inconnue : elle serait créée</span>}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

const usages: ReadonlyArray<readonly [string, string]> = [
  ['rien', 'Ne pas importer'],
  ['total', 'Un total, à laisser'],
  ...Object.entries(champs).map(([key, { label }]) => [`champ:${key}`, label] as const),
  ...Object.entries(stades).flatMap(([stade, words]) =>
    Object.entries(sortes).map(
      ([sorte, kind]) => [`montant:${stade}:${sorte}`, `${words}, ${kind}`] as const,
    ),
  ),
]

/** What each column is. */
export function Columns({ summary }: Props) {
  const head = (
    <>
      <th scope="col">Colonne du fichier</th>
      <th scope="col">Première valeur</th>
      <th scope="col">Ce que c’est</th>
    </>
  )
  return (
    <Card title="Ce que disent les colonnes">
      <Table caption="Colonnes" head={head}>
        {summary.colonnes.map((its, at) => (
          <tr key={its.cle}>
            <th scope="row">{its.label}</th>
            <td>{its.exemple.slice(0, 60)}</td>
            <td>
              <select
                className="input"
                name={`col-${at}`}
                aria-label={`Colonne « ${its.label} »`}
                defaultValue={its.usage}
              >
                {usages.map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}
