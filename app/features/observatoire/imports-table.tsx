import { Link } from 'react-router'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Card, Empty } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { ImportRow } from './imports-page.server.ts'
import { shortStatut } from './statut-mots.ts'

/** What each import brought: counts by state in words. */
export function StatutCounts({ byStatus }: Pick<ImportRow, 'byStatus'>) {
  const said = Object.entries(byStatus).map(([statut, count]) => {
    // Object.entries forgets that the keys are statuses.
    const word = statut === 'normal' ? 'normales' : shortStatut(statut as keyof typeof byStatus)
    return `${formatNumber(count)} ${word}`
  })
  return <>{said.join(', ') || 'aucune valeur'}</>
}

const head = (
  <>
    <th scope="col">Fichier</th>
    <th scope="col">Producteur</th>
    <th scope="col">Millésime</th>
    <th scope="col">Niveau</th>
    <th scope="col" className="num">
      Valeurs
    </th>
    <th scope="col">État</th>
  </>
)

export function ImportsTable({ imports, base }: { imports: ReadonlyArray<ImportRow>; base: string }) {
  if (imports.length === 0)
    return (
      <Card title="Fichiers importés">
        <Empty title="Aucun fichier pour l’instant.">
          L’observatoire ne montre que ce qui vient d’un fichier. Le premier se choisit dans la liste
          ci-dessous.
        </Empty>
      </Card>
    )
  return (
    <Card title="Fichiers importés">
      <Table caption="Fichiers importés" head={head}>
        {imports.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Link to={`${base}/imports/${one.id}`}>{one.file}</Link>
            </th>
            <td>{one.producer}</td>
            <td>{one.millesime ?? 'non dit'}</td>
            <td>{one.levels.join(', ') || '–'}</td>
            <td className="num">{formatNumber(one.observations)}</td>
            <td>
              {one.replacedBy ? <Badge>remplacé</Badge> : <Badge tone="green">lu</Badge>}{' '}
              {!one.isOwn && <Badge tone="brand">commun à tous</Badge>}{' '}
              {one.flagged > 0 && <Badge tone="ochre">{formatCount(one.flagged, 'remarque')}</Badge>}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

const FAMILIES: ReadonlyArray<readonly [string, string, string]> = [
  ['Revenus et pauvreté', 'Insee, Filosofi', 'cc_filosofi_2021_COM.csv, BASE_TD_FILO_IRIS_2021_DISP.csv'],
  ['Population, emploi, logement', 'Insee, comparateur de territoires', 'base_cc_comparateur_csv.zip'],
  ['Tout le recensement', 'Insee, dossier complet', 'dossier_complet.zip, base-cc-… et base-ic-…'],
  ['Quartiers prioritaires', 'Insee, données sur les quartiers', 'classeurs QPV 2015 et 2024'],
  ['Délinquance enregistrée', 'SSMSI, base communale', 'donnee-data.gouv-…-communale-….csv'],
  ['Équipements', 'Insee, base permanente des équipements', 'bpe….csv ou zip'],
  ['Demandeurs d’emploi', 'Dares et France Travail', 'séries communales ou par quartier'],
  ['Fusions de communes', 'Insee, code officiel géographique', 'v_mvtcommune_2023.csv'],
]

/** What to download, from whom, and under which name: an empty observatory says how to begin. */
export function WhatToBring() {
  return (
    <Card title="Par où commencer">
      <p>
        Ces fichiers sont publiés sous licence ouverte par leurs producteurs (insee.fr, data.gouv.fr).
        Déposez-les tels quels, archive comprise.
      </p>
      <Table
        caption="Fichiers utiles"
        head={
          <>
            <th scope="col">Ce qu’il apporte</th>
            <th scope="col">Producteur</th>
            <th scope="col">Nom du fichier</th>
          </>
        }
      >
        {FAMILIES.map(([what, who, name]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{who}</td>
            <td>
              <code>{name}</code>
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}
