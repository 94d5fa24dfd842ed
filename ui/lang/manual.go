package lang

// Manual holds the words of the page of the manual.
type Manual struct {
	Title                       string // of the collection that the page is of
	Name, Synopsis, Description string // headings
	Commands, Options, Exit     string // headings
	About                       []string
	Codes                       []ExitCode
}

// ExitCode is one of a command's exit codes, in the order in which they are decided.
type ExitCode struct {
	Code int
	Text string
}

var manualFR = Manual{
	Title: "Groupe de contact permanent", Name: "NOM", Synopsis: "SYNOPSIS", Description: "DESCRIPTION", Commands: "COMMANDES", Options: "OPTIONS", Exit: "CODE DE RETOUR",
	About: []string{
		"Tout ce qui se fait à l’écran se fait aussi par une commande ; les commandes sont les mêmes par ssh et sur la machine. Les données vont sur la sortie standard, les messages sur la sortie d’erreur. Hors d’un terminal, il n’y a pas de couleur, rien n’est coupé, et les heures sont en UTC (ISO 8601).",
		"La ligne est lue avec les guillemets de POSIX, et rien n’y est développé : $(id), ; et * sont du texte. Un guillemet non fermé est refusé. Par ssh, mettez toute la commande entre guillemets, ou utilisez la commande que définit « completion bash », qui les garde.",
		"Les noms et les verbes s’écrivent en français ou en anglais, avec ou sans accents. Un verbe s’applique à plusieurs numéros, ou à ceux que « - » lit sur l’entrée standard ; il rend compte de chacun et ne s’arrête pas au premier échec.",
		"Avec --idempotency-key, une commande répétée ne compte qu’une fois ; avec --if-rev, elle n’est exécutée que si la révision est encore celle-là ; --dry-run vérifie tout et n’écrit rien.",
	},
	Codes: []ExitCode{{0, "fait"}, {2, "nom, verbe ou option inconnus, ou guillemet non fermé ; et, une fois le rôle vérifié, arguments qui ne conviennent pas"}, {4, "le rôle ne permet pas ce verbe"},
		{3, "introuvable ou non visible : la réponse est la même"}, {7, "valeur ou données refusées"}, {5, "impossible dans cet état, ou changé entre-temps"}, {6, "une partie d’un lot a échoué"},
		{75, "réessayez plus tard"}, {1, "tout autre échec"}, {130, "interrompu"}},
}

var manualEN = Manual{
	Title: "Permanent contact group", Name: "NAME", Synopsis: "SYNOPSIS", Description: "DESCRIPTION", Commands: "COMMANDS", Options: "OPTIONS", Exit: "EXIT STATUS",
	About: []string{
		"Everything that can be done on a screen can also be done by a command, and the commands are the same over ssh and on the machine itself. Data goes to standard output, messages to standard error. Without a terminal there is no colour, nothing is cut, and times are in UTC (ISO 8601).",
		"The line is read with POSIX quoting and nothing in it is expanded: $(id), ; and * are text. An unclosed quote is refused. Over ssh, put the whole command in quotes, or use the command that “completion bash” defines, which keeps them.",
		"Nouns and verbs are written in English or French, with or without accents. A verb takes several references, or those that “-” reads from standard input; it reports on each and does not stop at the first failure.",
		"With --idempotency-key a repeated command counts once; with --if-rev it runs only if the revision is still that one; --dry-run checks everything and writes nothing.",
	},
	Codes: []ExitCode{{0, "done"}, {2, "unknown noun, verb or flag, or an unclosed quote; and, once the role is checked, bad arguments"}, {4, "the role does not allow this verb"},
		{3, "not found or not visible: the answer is the same"}, {7, "a value or the data was refused"}, {5, "not possible in this state, or changed meanwhile"}, {6, "part of a batch failed"},
		{75, "try again later"}, {1, "any other failure"}, {130, "cancelled"}},
}
