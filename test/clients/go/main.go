// Drives the local cloud by one generation of the vendor's clients for Go, and prints as JSON what they saw.
//
// Usage: judge sdk|tea, with the surroundings in the variable JUDGE: host, skewed, accessKeyId, accessKeySecret,
// publicKey. The host throttles DescribeRegions; the clock of skewed is an hour ahead.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

const region = "cn-hangzhou"

type world struct {
	Host, Skewed, AccessKeyID, AccessKeySecret, SkewedKeyID, SkewedKeySecret, PublicKey string
}

type walk struct {
	Imported string `json:"imported"`
	Attached any    `json:"attached"`
	Carried  string `json:"carried"`
	Left     string `json:"left"`
	KeyPairs int    `json:"keyPairs"`
}

type secrets struct {
	Data    string   `json:"data"`
	Stages  []string `json:"stages"`
	Secrets int      `json:"secrets"`
}

type met struct {
	Class string `json:"class"`
	Code  string `json:"code"`
}

// One generation of clients, with a key and an address.
type clients interface {
	ecs(publicKey string) walk
	ens(publicKey string) walk
	swas(publicKey string) walk
	kms() secrets
	listKeyPairs() error
	listRegions() error
	callUnknown() error
	codeOf(err error) string
}

func main() {
	var w world
	must(json.Unmarshal([]byte(os.Getenv("JUDGE")), &w))
	open := newSdkClients
	if os.Args[1] == "tea" {
		open = newTeaClients
	}
	right := open(w.Host, w.AccessKeyID, w.AccessKeySecret)
	wrong := open(w.Host, w.AccessKeyID, "wrong")
	late := open(w.Skewed, w.SkewedKeyID, w.SkewedKeySecret)
	meet := func(err error) met { return met{fmt.Sprintf("%T", err), right.codeOf(err)} }
	verdict := map[string]any{
		"walks": map[string]any{
			"ecs":  right.ecs(w.PublicKey),
			"ens":  right.ens(w.PublicKey),
			"swas": right.swas(w.PublicKey),
			"kms":  right.kms(),
		},
		"errors": map[string]met{
			"wrongSecret":   meet(wrong.listKeyPairs()),
			"throttle":      meet(right.listRegions()),
			"skewedClock":   meet(late.listKeyPairs()),
			"unknownAction": meet(right.callUnknown()),
		},
	}
	must(json.NewEncoder(os.Stdout).Encode(verdict))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func got[T any](value T, err error) T {
	must(err)
	return value
}
