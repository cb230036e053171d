package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// The most that a PDF may be, and how long pdftotext may take over it.
const (
	mostPDF     = 50 << 20
	pdfDeadline = 30 * time.Second
)

// pdfText is a PDF's text, with its columns, as poppler's pdftotext makes it.
func pdfText(ctx context.Context, name string, isPDF bool) (string, error) {
	if !isPDF {
		return "", badInput{fmt.Errorf("%s is no PDF, whatever its name says; save the report as a PDF or as text again", name)}
	}
	if info, err := os.Stat(name); err != nil || info.Size() > mostPDF {
		return "", badInput{fmt.Errorf("%s is larger than %d MB; pass its text, as pdftotext -layout makes it", name, mostPDF>>20)}
	}
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return "", badInput{errors.New("to read a PDF, install pdftotext (apt install poppler-utils, brew install poppler), or pass the report's text as a .txt file")}
	}
	path, err := filepath.Abs(name) // so that no name is taken for an option
	if err != nil {
		return "", badInput{err}
	}
	ctx, cancel := context.WithTimeout(ctx, pdfDeadline)
	defer cancel()
	text, err := outputOf(exec.CommandContext(ctx, program, "-layout", "-enc", "UTF-8", path, "-"))
	switch {
	case ctx.Err() != nil:
		return "", badInput{fmt.Errorf("pdftotext was not done with %s after %s; pass the report's text as a .txt file", name, pdfDeadline)}
	case err != nil:
		return "", badInput{fmt.Errorf("pdftotext could not read %s: %w", name, err)}
	case strings.TrimSpace(text) == "":
		return "", badInput{fmt.Errorf("%s has no text in it, only pictures of pages, as a scan has; pass the file that it was made from, or its text", name)}
	}
	return text, nil
}

// sentPDF is the text of a PDF that somebody sent in Slack. pdftotext wants a file.
func sentPDF(ctx context.Context, name string, content []byte) (string, error) {
	file, err := os.CreateTemp("", "chaser-sent-*.pdf")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(file.Name()) }() // the system clears away what stays
	_, err = file.Write(content)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", err
	}
	text, err := pdfText(ctx, file.Name(), true)
	if err != nil {
		return "", errors.New(strings.ReplaceAll(err.Error(), file.Name(), name))
	}
	return text, nil
}

// outputOf runs a program and returns what it prints, up to the most that a report may be.
func outputOf(program *exec.Cmd) (string, error) {
	var said bytes.Buffer
	program.Stderr = &limited{to: &said, left: 4 << 10}
	out, err := program.StdoutPipe()
	if err != nil {
		return "", err
	}
	program.WaitDelay = time.Second
	if err := program.Start(); err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(out, mostReport+1))
	if len(text) > mostReport {
		_ = program.Process.Kill() // there is no end to it
		_ = program.Wait()
		return "", fmt.Errorf("its text is larger than %d MB, and no report's is", mostReport>>20)
	}
	if waited := program.Wait(); waited != nil {
		return "", errors.New(firstLine(said.String(), waited.Error()))
	}
	return string(text), err
}

// firstLine is the first line of what a program said, or what else there is to say.
func firstLine(said, otherwise string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	if line == "" {
		return otherwise
	}
	return line
}

// limited writes so many bytes and drops the rest.
type limited struct {
	to   io.Writer
	left int
}

func (l *limited) Write(b []byte) (int, error) {
	keep := b[:min(len(b), l.left)]
	l.left -= len(keep)
	if _, err := l.to.Write(keep); err != nil {
		return 0, err
	}
	return len(b), nil
}

// plainText reads a text file as UTF-8, or as UTF-16, which office programs save as “Unicode text”.
func plainText(text []byte) (string, error) {
	if little, big := bytes.HasPrefix(text, []byte{0xff, 0xfe}), bytes.HasPrefix(text, []byte{0xfe, 0xff}); little || big {
		units := make([]uint16, 0, len(text)/2)
		for n := 2; n+1 < len(text); n += 2 {
			unit := uint16(text[n]) | uint16(text[n+1])<<8
			if big {
				unit = uint16(text[n])<<8 | uint16(text[n+1])
			}
			units = append(units, unit)
		}
		return string(utf16.Decode(units)), nil
	}
	switch plain := bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")); {
	case bytes.IndexByte(plain, 0) >= 0:
		return "", errors.New("is no text; pass a PDF, or the report's text as a .txt file")
	case !utf8.Valid(plain):
		return "", errors.New("is not UTF-8, so that letters would be lost; save the text again as UTF-8")
	case len(bytes.TrimSpace(plain)) == 0:
		return "", errors.New("is empty")
	default:
		return string(plain), nil
	}
}
