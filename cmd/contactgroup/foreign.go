package main

import (
	"path"
	"slices"
	"strings"

	"contactgroup/ui/command"
)

// foreign are programs that clients start at the other end of a connection.
// None is here, and each is answered by a sentence of its own: of their words
// the grammar of the desk would make little sense.
var foreign = []string{"rsync", "git", "git-upload-pack", "git-receive-pack", "git-upload-archive", "hg", "svnserve", "unison", "borg", "restic", "rclone",
	"sftp-server", "internal-sftp", "mosh-server", "tar", "dd", "cat", "ls", "find", "cp", "mv", "rm", "cd", "pwd", "echo", "env", "id", "uname",
	"sh", "bash", "dash", "zsh", "fish", "ksh", "su", "sudo", "screen", "tmux", "vi", "vim", "nano", "less", "more", "top", "htop", "python", "python3", "perl"}

// foreignProgram is the program that a command line would start elsewhere, "" for none.
func foreignProgram(line string) string {
	words, err := command.Split(line)
	if err != nil {
		words = strings.Fields(line)
	}
	if len(words) == 0 {
		return ""
	}
	if name := path.Base(words[0]); slices.Contains(foreign, name) {
		return name
	}
	return ""
}
