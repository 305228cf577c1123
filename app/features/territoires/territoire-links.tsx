import { Link } from 'react-router'

/** Where one goes from the communes: their perimeters, and what can be imported. */
export function TerritoireLinks({ base, canEdit }: { base: string; canEdit: boolean }) {
  return (
    <>
      <Link className="btn" to={`${base}/perimetres`}>
        Périmètres
      </Link>
      {canEdit && (
        <Link className="btn" to={`${base}/territoire/import`}>
          Importer des contours, des quartiers
        </Link>
      )}
    </>
  )
}
