package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
)

// relay stands between Chaser and PostgreSQL and keeps the plans that auto_explain hands over as notices. So they are
// those of the statements as they ran, prepared or not.
type relay struct {
	listener net.Listener
	server   string // host and port

	mu  sync.Mutex
	ran []statement
}

// statement is one that ran, as auto_explain's JSON has it.
type statement struct {
	Text string `json:"Query Text"`
	Plan step   `json:"Plan"`
	ms   string // the time that it took, in milliseconds
}

// step is a step of a plan. Its blocks are those of the steps beneath it too.
type step struct {
	Node     string  `json:"Node Type"`
	Relation string  `json:"Relation Name"`
	Index    string  `json:"Index Name"`
	Name     string  `json:"Subplan Name"`
	Rows     float64 `json:"Actual Rows"`
	Loops    float64 `json:"Actual Loops"`
	Hit      int     `json:"Shared Hit Blocks"`
	Read     int     `json:"Shared Read Blocks"`
	Plans    []step  `json:"Plans"`
}

func (s step) blocks() int { return s.Hit + s.Read }

func newRelay(server string) (*relay, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // it ends with the process
	if err != nil {
		return nil, err
	}
	r := &relay{listener: l, server: server}
	go r.accept()
	return r, nil
}

func (r *relay) accept() {
	for {
		client, err := r.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", r.server) //nolint:noctx // on this machine
		if err != nil {
			_ = client.Close()
			continue
		}
		go func() {
			_, _ = io.Copy(server, client)
			_ = server.Close()
		}()
		go func() {
			_ = r.listen(server, client)
			_ = client.Close()
		}()
	}
}

// listen passes on what the server says, message by message: a letter, its length with itself, and what it holds.
func (r *relay) listen(server io.Reader, client io.Writer) error {
	head := make([]byte, 5)
	for {
		if _, err := io.ReadFull(server, head); err != nil {
			return err
		}
		size := int(binary.BigEndian.Uint32(head[1:])) - 4
		if size < 0 || size > 1<<30 {
			return errors.New("bench: the server's message has no size")
		}
		held := make([]byte, size)
		if _, err := io.ReadFull(server, held); err != nil {
			return err
		}
		if head[0] == 'N' {
			r.note(held)
			continue
		}
		if _, err := client.Write(append(head, held...)); err != nil {
			return err
		}
	}
}

// note keeps the plan of a notice, if it holds one: “duration: 0.123 ms  plan:” and its JSON.
func (r *relay) note(held []byte) {
	for field := range strings.SplitSeq(string(held), "\x00") {
		text, is := strings.CutPrefix(field, "Mduration: ")
		ms, plan, explained := strings.Cut(text, " ms  plan:")
		var s statement
		if is && explained && json.Unmarshal([]byte(plan), &s) == nil {
			s.ms = ms
			r.mu.Lock()
			r.ran = append(r.ran, s)
			r.mu.Unlock()
		}
	}
}

// take is what ran since it was taken before.
func (r *relay) take() []statement {
	r.mu.Lock()
	defer r.mu.Unlock()
	ran := r.ran
	r.ran = nil
	return ran
}

func (r *relay) close() error { return r.listener.Close() }
