import { Card } from '#app/ui/page.tsx'
import { inclusionTitres } from './inclusion.words.ts'
import { type PublicNature, publicNatures } from './public.schema.ts'

/** Every file of the open data of a portal. */
export function FichiersCard({ api, counts }: { api: string; counts: Record<PublicNature, number> }) {
  return (
    <Card title="Fichiers">
      <ul className="list portail-list">
        {Object.entries(publicNatures).map(([nature, { chemin, plusieurs }]) => (
          <li key={nature}>
            <h3>
              {plusieurs}{' '}
              <small className="muted">({counts[nature as PublicNature] /* a key of the record */})</small>
            </h3>
            <p className="row">
              <a href={`${api}/export/${chemin}.csv`}>{chemin}.csv</a>
              <a href={`${api}/export/${chemin}.schema.json`}>Description des colonnes de {chemin}.csv</a>
            </p>
          </li>
        ))}
        <li>
          <h3>Services permanents, au format data·inclusion</h3>
          <p className="muted">Les actions en cours sans date de fin, et qui les porte.</p>
          {Object.entries(inclusionTitres).map(([file, titre]) => (
            <p key={file} className="row">
              <span>{titre} :</span>
              <a href={`${api}/export/inclusion-${file}.csv`}>inclusion-{file}.csv</a>
              <a href={`${api}/export/inclusion-${file}.json`}>inclusion-{file}.json</a>
            </p>
          ))}
        </li>
      </ul>
      <p>
        <a href={`${api}/export/dictionnaire.csv`}>Dictionnaire de toutes les colonnes</a>
      </p>
    </Card>
  )
}
