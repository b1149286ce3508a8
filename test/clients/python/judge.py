"""Drives the local cloud by one generation of the vendor's clients for Python, and prints as JSON what they saw.

Usage: judge.py tea|core, with the surroundings in the variable JUDGE: {host, skewed, accessKeyId, accessKeySecret,
publicKey}. `host` throttles DescribeRegions; the clock of `skewed` is an hour ahead.
"""

import json
import os
import sys

import core_clients
import tea_clients

GENERATIONS = {"tea": tea_clients, "core": core_clients}


def attempt(call):
    """What a call throws, as its caller sees it."""
    try:
        call()
        return None
    except Exception as error:  # noqa: BLE001: which class it is, is the question
        return GENERATION.describe(error)


GENERATION = GENERATIONS[sys.argv[1]]
world = json.loads(os.environ["JUDGE"])
clients = GENERATION.Clients(world["host"], world["accessKeyId"], world["accessKeySecret"])
wrong = GENERATION.Clients(world["host"], world["accessKeyId"], "wrong")
late = GENERATION.Clients(world["skewed"], world["skewedKeyId"], world["skewedKeySecret"])

print(
    json.dumps(
        {
            "walks": {
                "ecs": clients.ecs(world["publicKey"]),
                "ens": clients.ens(world["publicKey"]),
                "swas": clients.swas(world["publicKey"]),
                "kms": clients.kms(),
            },
            "errors": {
                "wrongSecret": attempt(wrong.list_key_pairs),
                "throttle": attempt(clients.list_regions),
                "skewedClock": attempt(late.list_key_pairs),
                "unknownAction": attempt(clients.call_unknown),
            },
        }
    )
)
