import { Archive, Globe, KeyRound, Layers } from 'lucide-react'
import { Link } from 'react-router'

interface AccountLinksProps {
  base: string
  canPublish: boolean
  canOpen: boolean
  canReuse: boolean
  canTakeAway: boolean
}

/** The other pages where a territory gives account, for who may open them. */
export function AccountLinks({ base, canPublish, canOpen, canReuse, canTakeAway }: AccountLinksProps) {
  return (
    <>
      {canPublish && (
        <Link className="btn" to={`${base}/portail`}>
          <Globe aria-hidden size={16} /> Portail public
        </Link>
      )}
      {canOpen && (
        <Link className="btn" to={`${base}/jetons`}>
          <KeyRound aria-hidden size={16} /> Accès des outils
        </Link>
      )}
      {canReuse && (
        <Link className="btn" to={`${base}/trame`}>
          <Layers aria-hidden size={16} /> Trame du projet
        </Link>
      )}
      {canTakeAway && (
        <Link className="btn" to={`${base}/archive`}>
          <Archive aria-hidden size={16} /> Archive du territoire
        </Link>
      )}
    </>
  )
}
