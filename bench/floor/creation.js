export async function createClient(){}
