/** A place as it is written in a command or an address: `commune:59606`, `qpv:QN05921M`, `france`. */
import {
  type CodeCommune,
  type CodeDepartement,
  type CodeEpci,
  type CodeRegion,
  parseCodeCommune,
  parseCodeDepartement,
  parseCodeEpci,
  parseCodeRegion,
} from './codes.ts'
import { type CodeIris, parseCodeIris } from './iris.ts'
import { type CodeQpv, generationOf, parseCodeQpv } from './qpv.ts'

export type Lieu =
  | { niveau: 'commune'; code: CodeCommune }
  | { niveau: 'iris'; code: CodeIris }
  | { niveau: 'qpv'; code: CodeQpv }
  | { niveau: 'epci'; code: CodeEpci }
  | { niveau: 'departement'; code: CodeDepartement }
  | { niveau: 'region'; code: CodeRegion }
  | { niveau: 'france'; code: 'FR' }

export type Niveau = Lieu['niveau']

export const niveauLabels: Record<Niveau, string> = {
  commune: 'Commune',
  iris: 'IRIS',
  qpv: 'Quartier prioritaire',
  epci: 'Intercommunalité',
  departement: 'Département',
  region: 'Région',
  france: 'France',
}

/** Reads a place, or gives null when the level is unknown or the code has not the form of its level. */
export function parseLieu(text: string): Lieu | null {
  const [niveau = '', code = ''] = text.trim().split(':')
  switch (niveau.toLowerCase()) {
    case 'commune':
      return withCode('commune', parseCodeCommune(code))
    case 'iris':
      return withCode('iris', parseCodeIris(code))
    case 'qpv':
      return withCode('qpv', parseCodeQpv(code))
    case 'epci':
      return withCode('epci', parseCodeEpci(code))
    case 'departement':
      return withCode('departement', parseCodeDepartement(code))
    case 'region':
      return withCode('region', parseCodeRegion(code))
    case 'france':
      return code === '' || code.toUpperCase() === 'FR' ? { niveau: 'france', code: 'FR' } : null
    default:
      return null
  }
}

/** The text `parseLieu` reads back. */
export function formatLieu(lieu: Lieu): string {
  return lieu.niveau === 'france' ? 'france' : `${lieu.niveau}:${lieu.code}`
}

/** « Quartier prioritaire (2024) », « Commune »: the kind of place, generation said. */
export function describeNiveau(lieu: Lieu): string {
  const label = niveauLabels[lieu.niveau]
  return lieu.niveau === 'qpv' ? `${label} (${generationOf(lieu.code)})` : label
}

function withCode<Level extends Niveau, Code>(
  niveau: Level,
  code: Code | null,
): { niveau: Level; code: Code } | null {
  return code === null ? null : { niveau, code }
}
