import { Link } from 'react-router'
import { Notice } from '#app/ui/page.tsx'
import type { AdresseFound } from './adresse.server.ts'

/** An address as people write it; sent as it is to the national service, and not kept. */
export function AdresseForm({ typed }: { typed: string }) {
  return (
    <form method="get" className="portail-filters">
      <label>
        Mon adresse
        <input
          className="input"
          name="adresse"
          defaultValue={typed}
          maxLength={200}
          autoComplete="street-address"
          aria-describedby="aide-adresse"
          required
        />
      </label>
      <button type="submit" className="btn primary">
        Trouver ma commune
      </button>
      <p className="muted small" id="aide-adresse">
        Votre adresse est demandée au service national (Géoplateforme) et n’est pas gardée.
      </p>
    </form>
  )
}

/** What came of the address: where it is, which one it is, or why it is not known. */
export function AdresseSaid({ adresse }: { adresse: AdresseFound }) {
  switch (adresse.kind) {
    case 'rien':
      return null
    case 'ici':
      return (
        <Notice tone="info">
          <p>
            {adresse.adresse} : vous êtes à {adresse.commune.nom}. Si votre rue est dans un quartier
            prioritaire, choisissez-le dans la liste : ses limites sont sur{' '}
            <a href="https://sig.ville.gouv.fr">sig.ville.gouv.fr</a>.
          </p>
        </Notice>
      )
    case 'choix':
      return (
        <Notice tone="info">
          <p>Plusieurs adresses correspondent. La vôtre ?</p>
          <ul>
            {adresse.adresses.map(({ label, commune }) => (
              <li key={label}>
                <Link to={`?lieu=${commune.code}`}>{label}</Link>
              </li>
            ))}
          </ul>
        </Notice>
      )
    default:
      return (
        <Notice tone="warning">
          <p>{sentences[adresse.kind](adresse)}</p>
        </Notice>
      )
  }
}

const sentences = {
  ailleurs: (adresse: AdresseFound) =>
    `${'label' in adresse ? adresse.label : 'Cette adresse'} n’est pas dans une commune de ce territoire.`,
  inconnue: () =>
    'Cette adresse n’est pas connue : ajoutez le nom de la commune, ou choisissez-la dans la liste.',
  muet: () => 'Le service des adresses ne répond pas : choisissez votre commune dans la liste.',
} as const
