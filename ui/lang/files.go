package lang

// Files holds the words of the tree of files.
type Files struct {
	ReadMe     string // the text of README.txt: {group}
	ReadOnly   string // refusal of every change; of an upload too
	TooLarge   string // a document
	TooMany    string // open files
	NotAFile   string // a folder was asked for as a file
	BadOffset  string
	ScpUsage   string // a line of scp that is not understood
	ScpMissing string // {path}
	ScpFolder  string // {path} is a folder and -r was not given
	ScpRoot    string // the whole tree has no name to be copied under
}

var filesFR = Files{
	ReadMe: `{group}

Tout est en lecture seule. Chaque fichier montre ce que vous avez le droit de
voir, à l’instant où vous l’ouvrez.
Les heures des fichiers sont celles du dernier changement.

actions/    les actions : open (en cours), overdue (en retard), mine (les miennes)
meetings/   un dossier par réunion ; « next » est la prochaine
views/      les vues communes et les vôtres, en csv et en json
requests/   les demandes ouvertes ; pour une autre : cd requests/GOO-2015-0042

*.csv       virgules, titres anglais, codes
*.fr.csv    points-virgules, titres français, pour un tableur français

Les demandes marquées TLP:RED ne sont dans aucun fichier ; demandez leurs pièces jointes par leur nom :
get requests/GOO-2015-0042/attachments/NOM

Copier tout :         sftp HÔTE, puis : get -r meetings
Reprendre une copie : reget FICHIER
Avec scp :            scp -r HÔTE:/meetings/next .

Vérifier un dossier de réunion :
  sha256sum -c SHA256SUMS
  ssh-keygen -Y verify -f allowed_signers -I contactgroup -n contactgroup -s SHA256SUMS.sig < SHA256SUMS
La clé d’« allowed_signers » doit être celle que le secrétariat du groupe a publiée.
`,
	ReadOnly: "Ces fichiers sont en lecture seule : rien n’y est écrit. Pour agir, donnez une commande : ssh HÔTE help",
	TooLarge: "Ce document est trop grand pour un fichier. Lisez-le par parties : ssh HÔTE request list --limit 10000",
	TooMany:  "Trop de fichiers sont ouverts. Fermez-en, puis recommencez.", NotAFile: "C’est un dossier, pas un fichier.",
	BadOffset:  "On ne peut pas lire avant le début d’un fichier.",
	ScpUsage:   "Cette ligne de scp n’est pas comprise. Essayez : scp -r HÔTE:/meetings/next .",
	ScpMissing: "{path} : fichier introuvable", ScpFolder: "{path} : c’est un dossier (scp -r le copie entier)",
	ScpRoot: "nommez un dossier : /actions, /meetings, /requests, /views, ou '/*' pour tout",
}

var filesEN = Files{
	ReadMe: `{group}

Everything is read-only. Each file shows what you may see, at the moment you
open it.
The times of files are those of the last change.

actions/    action items: open, overdue, mine
meetings/   one folder per meeting; “next” is the next one
views/      the common views and your own, as csv and json
requests/   open requests; for another one: cd requests/GOO-2015-0042

*.csv       commas, English headings, codes
*.fr.csv    semicolons, French headings, for French spreadsheets

Requests marked TLP:RED are in no file; ask for their attachments by name:
get requests/GOO-2015-0042/attachments/NAME

Copy all:        sftp HOST, then: get -r meetings
Resume a copy:   reget FILE
With scp:        scp -r HOST:/meetings/next .

Verify a meeting’s folder:
  sha256sum -c SHA256SUMS
  ssh-keygen -Y verify -f allowed_signers -I contactgroup -n contactgroup -s SHA256SUMS.sig < SHA256SUMS
The key in “allowed_signers” must be the one the group’s secretariat has published.
`,
	ReadOnly: "These files are read-only: nothing is written there. To act, give a command: ssh HOST help",
	TooLarge: "This document is too large for a file. Read it in parts: ssh HOST request list --limit 10000",
	TooMany:  "Too many files are open. Close some, then try again.", NotAFile: "This is a folder, not a file.",
	BadOffset:  "Nothing can be read before the beginning of a file.",
	ScpUsage:   "This line of scp is not understood. Try: scp -r HOST:/meetings/next .",
	ScpMissing: "{path}: no such file", ScpFolder: "{path}: this is a folder (scp -r copies all of it)",
	ScpRoot: "name a folder: /actions, /meetings, /requests, /views, or '/*' for all",
}
