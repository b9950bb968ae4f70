export interface Database {
  url: string;
  socket: string;
  pid: number;
  stop(): Promise<void>;
}
export function startDatabase(options: {
  dataDir: string;
  say: (line: string) => void;
  throwaway?: boolean;
  folders?: string[];
  installs?: boolean;
}): Promise<Database>;
export function runningDatabase(folder: string): string | undefined;
export function endLeftRunning(folder: string): Promise<void>;
