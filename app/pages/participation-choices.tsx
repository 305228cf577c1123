import { Form, Link } from 'react-router'
import { genres } from '#app/features/participation/index.ts'
import { keysOf } from '#app/lib/choices.ts'
import type { ParticipationPage } from './participation.server.ts'
import { lieux } from './participation.words.ts'

/** Axes, bodies, schemes or bids. */
export function Kinds({ page: { asked, genresSeen } }: { page: ParticipationPage }) {
  return (
    <nav className="tabs" aria-label="À quoi les communes prennent part">
      {keysOf(genres)
        .filter((genre) => genresSeen.includes(genre) || genre === asked.genre)
        .map((genre) => (
          <Link
            key={genre}
            to={`?${new URLSearchParams({ genre, ...(asked.annee ? { annee: String(asked.annee) } : {}) })}`}
            aria-current={genre === asked.genre ? 'page' : undefined}
          >
            {genres[genre]}
          </Link>
        ))}
    </nav>
  )
}

/** Year, kind of commune, order: kept in the address. */
export function Choices({ page: { asked, years } }: { page: ParticipationPage }) {
  return (
    <Form className="filters" aria-label="Choisir l’année et les communes">
      <input type="hidden" name="genre" value={asked.genre} />
      <div className="field">
        <label htmlFor="participation-annee">Année</label>
        <select className="input" id="participation-annee" name="annee" defaultValue={asked.annee ?? ''}>
          <option value="">Toutes</option>
          {years.map((year) => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="participation-lieu">Communes</label>
        <select className="input" id="participation-lieu" name="lieu" defaultValue={asked.lieu ?? ''}>
          <option value="">Toutes</option>
          {keysOf(lieux).map((lieu) => (
            <option key={lieu} value={lieu}>
              {lieux[lieu]}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="participation-tri">Ordre</label>
        <select className="input" id="participation-tri" name="tri" defaultValue={asked.tri}>
          <option value="nom">Alphabétique</option>
          <option value="population">Population</option>
        </select>
      </div>
      <label className="check">
        <input type="checkbox" name="absentes" value="oui" defaultChecked={asked.absentes} /> Seulement celles
        que l’on n’a pas encore vues
      </label>
      <button type="submit" className="btn">
        Montrer
      </button>
    </Form>
  )
}
