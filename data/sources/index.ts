import type { Format } from '#data/sources/contract.ts'
import { adulteRelais } from './adulte-relais/format.ts'
import { aidesTerritoires } from './aides-territoires/format.ts'
import { appartenance } from './appartenance/format.ts'
import { bpe } from './bpe/format.ts'
import { caf } from './caf/format.ts'
import { cog } from './cog/format.ts'
import { dataInclusion } from './data-inclusion/format.ts'
import { demandeursEmploi } from './demandeurs-emploi/format.ts'
import { dictionnaireInsee } from './dictionnaire-insee/format.ts'
import { filosofi } from './filosofi/format.ts'
import { generique } from './generique/format.ts'
import { inseeBases } from './insee-bases/format.ts'
import { melodi } from './melodi/format.ts'
import { observatoireTerritoires } from './observatoire-territoires/format.ts'
import { populationsLegales } from './populations-legales/format.ts'
import { qpvIndicateurs } from './qpv-indicateurs/format.ts'
import { qpvPerimetres } from './qpv-perimetres/format.ts'
import { ssmsi } from './ssmsi/format.ts'
import { subventions } from './subventions/format.ts'

/** Every data set known, the most particular first: the first that recognises a file reads it. */
export const formats: Format[] = [
  melodi,
  dataInclusion,
  adulteRelais,
  subventions,
  ssmsi,
  bpe,
  filosofi,
  inseeBases,
  populationsLegales,
  cog,
  appartenance,
  observatoireTerritoires,
  qpvIndicateurs,
  qpvPerimetres,
  aidesTerritoires,
  dictionnaireInsee,
  demandeursEmploi,
  caf,
  generique,
]
