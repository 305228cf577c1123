import { Link } from 'react-router'

interface ActionsProps {
  base: string
  search: string
  /** Null for whoever does not read what the field says. */
  lieu: { niveau: string; code: string } | null
}

/** What can be done with a portrait: read it with the field, take it away, look for its like. */
export function PortraitActions({ base, search, lieu }: ActionsProps) {
  const isFelt = lieu && ['commune', 'qpv', 'epci'].includes(lieu.niveau)
  return (
    <>
      {isFelt && (
        <Link className="btn primary" to={`${base}/croisement/${lieu.niveau}/${lieu.code}`}>
          Avec le terrain
        </Link>
      )}
      <a className="btn" href={`${base}/portrait.pdf?${search}`}>
        PDF
      </a>
      <a className="btn" href={`${base}/portrait.docx?${search}`}>
        DOCX
      </a>
      <a className="btn" href={`${base}/portrait.xlsx?${search}`}>
        Classeur
      </a>
      <a className="btn" href={`${base}/portrait.csv?${search}`}>
        CSV
      </a>
      <Link className="btn" to={`${base}/semblables?${search}`}>
        Territoires semblables
      </Link>
    </>
  )
}
