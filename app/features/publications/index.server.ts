export { dropBloc, moveExperience, proposeExperience } from './experiences.commands.server.ts'
export { openPortail } from './portail.commands.server.ts'
export { publish } from './publications.commands.server.ts'
export { consult, createRapport, receiveAvis } from './rapports.commands.server.ts'
