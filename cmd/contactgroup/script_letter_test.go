package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// readLetter is "letter-to ADDRESS": the subject and the text of the last letter
// to it are there for stdout, and of each paper that goes with it a line "paper
// NAME TYPE"; the paper lies in the file of its name.
func readLetter(ts *testscript.TestScript, neg bool, args []string) {
	found, _ := postOffices.Load(ts)
	office := found.(*postOffice)
	office.mu.Lock()
	whole := office.whole[args[0]]
	office.mu.Unlock()
	letter, err := mail.ReadMessage(bytes.NewReader(whole))
	ts.Check(err)
	subject, err := new(mime.WordDecoder).DecodeHeader(letter.Header.Get("Subject"))
	ts.Check(err)
	fmt.Fprintln(ts.Stdout(), "subject", subject)
	kind, parameters, err := mime.ParseMediaType(letter.Header.Get("Content-Type"))
	ts.Check(err)
	if !strings.HasPrefix(kind, "multipart/") {
		text, err := io.ReadAll(decoded(letter.Header.Get("Content-Transfer-Encoding"), letter.Body))
		ts.Check(err)
		fmt.Fprintf(ts.Stdout(), "%s\n", text)
		return
	}
	for parts := multipart.NewReader(letter.Body, parameters["boundary"]); ; {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return
		}
		ts.Check(err)
		body, err := io.ReadAll(decoded(part.Header.Get("Content-Transfer-Encoding"), part))
		ts.Check(err)
		name := part.FileName()
		if name == "" {
			fmt.Fprintf(ts.Stdout(), "%s\n", body)
			continue
		}
		kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		ts.Check(err)
		fmt.Fprintln(ts.Stdout(), "paper", name, kind)
		ts.Check(os.WriteFile(ts.MkAbs(name), body, 0o600))
	}
}

// decoded is a part of a letter as it was before it was encoded.
func decoded(encoding string, r io.Reader) io.Reader {
	switch encoding {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}
