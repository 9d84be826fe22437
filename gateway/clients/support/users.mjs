/** What the simulators accept; invented, opens nothing else. */
export const adasKey = 'test_sim_orchard_01';
export const bosKey = 'test_sim_clients_bo';
export const orchard = {
  region: 'us',
  application_id: '0C4A2B1E-7D35-4F90-8A61-3E5D9B7C2F10',
  rest_api_key: '9F1D6E42-58B3-4C07-A2E9-61D4C8B07A35',
};

/** Ada is connected to both services, Bo to Scale with a key of his own; everybody else to nothing. */
export async function connectUsers({ api, scale }) {
  const scaleConfig = await api.authConfig('scale_ai');
  const backendlessConfig = await api.authConfig('backendless');
  await scale.accept(bosKey);
  await api.connect('ada', scaleConfig, { api_key: adasKey });
  await api.connect('bo', scaleConfig, { api_key: bosKey });
  await api.connect('ada', backendlessConfig, orchard);
}
