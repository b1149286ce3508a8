"""The vendor's clients of the older generation, `aliyun-python-sdk-*`: signed by RPC V1."""

import json

from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest
from aliyunsdkecs.request import v20140526 as ecs_package  # noqa: F401: that it is there
from aliyunsdkecs.request.v20140526.AttachKeyPairRequest import AttachKeyPairRequest
from aliyunsdkecs.request.v20140526.DeleteKeyPairsRequest import DeleteKeyPairsRequest
from aliyunsdkecs.request.v20140526.DescribeInstancesRequest import DescribeInstancesRequest
from aliyunsdkecs.request.v20140526.DescribeKeyPairsRequest import DescribeKeyPairsRequest
from aliyunsdkecs.request.v20140526.DescribeRegionsRequest import DescribeRegionsRequest
from aliyunsdkecs.request.v20140526.DetachKeyPairRequest import DetachKeyPairRequest
from aliyunsdkecs.request.v20140526.ImportKeyPairRequest import ImportKeyPairRequest
from aliyunsdkens.request.v20171110 import DeleteKeyPairsRequest as ens_delete
from aliyunsdkens.request.v20171110 import DescribeInstancesRequest as ens_instances
from aliyunsdkens.request.v20171110 import DescribeKeyPairsRequest as ens_list
from aliyunsdkens.request.v20171110 import ImportKeyPairRequest as ens_import
from aliyunsdkkms.request.v20160120.CreateSecretRequest import CreateSecretRequest
from aliyunsdkkms.request.v20160120.DeleteSecretRequest import DeleteSecretRequest
from aliyunsdkkms.request.v20160120.GetSecretValueRequest import GetSecretValueRequest
from aliyunsdkkms.request.v20160120.ListSecretsRequest import ListSecretsRequest
from aliyunsdkkms.request.v20160120.PutSecretValueRequest import PutSecretValueRequest
from aliyunsdkswas_open.request.v20200601 import AttachKeyPairRequest as swas_attach
from aliyunsdkswas_open.request.v20200601 import DeleteKeyPairsRequest as swas_delete
from aliyunsdkswas_open.request.v20200601 import DescribeInstanceKeyPairRequest as swas_read
from aliyunsdkswas_open.request.v20200601 import DetachKeyPairRequest as swas_detach
from aliyunsdkswas_open.request.v20200601 import ImportKeyPairRequest as swas_import
from aliyunsdkswas_open.request.v20200601 import ListKeyPairsRequest as swas_list

REGION = "cn-hangzhou"


def describe(error):
    return {"class": type(error).__name__, "code": getattr(error, "error_code", None)}


class Clients:
    def __init__(self, host, key_id, secret):
        self.host, port = host.split(":")
        self.client = AcsClient(key_id, secret, REGION, auto_retry=False, port=int(port), timeout=60)

    def send(self, request, **fields):
        """Sets fields by the request's own setters, and sends it."""
        request.set_endpoint(self.host)
        request.set_protocol_type("http")
        request.set_accept_format("json")
        for name, value in fields.items():
            setter = getattr(request, f"set_{name}", None)
            setter(value) if setter else request.add_query_param(name, value)
        return json.loads(self.client.do_action_with_exception(request))

    def ens_action(self, action, **fields):
        """The ENS package has no requests of its own for attaching and detaching."""
        request = CommonRequest(domain=self.host, version="2017-11-10", action_name=action)
        request.set_protocol_type("http")
        request.set_method("POST")
        for name, value in fields.items():
            request.add_query_param(name, value)
        return json.loads(self.client.do_action_with_exception(request))

    def ecs(self, public_key):
        both = {"KeyPairName": "ops", "InstanceIds": '["i-linux"]'}
        imported = self.send(ImportKeyPairRequest(), KeyPairName="ops", PublicKeyBody=public_key)
        attached = self.send(AttachKeyPairRequest(), **both)
        read = lambda: self.send(DescribeInstancesRequest(), InstanceIds='["i-linux"]')["Instances"]["Instance"][0]
        carried = read()["KeyPairName"]
        self.send(DetachKeyPairRequest(), **both)
        left = read()["KeyPairName"]
        self.send(DeleteKeyPairsRequest(), KeyPairNames='["ops"]')
        return {
            "imported": imported["KeyPairName"],
            "attached": attached["Results"]["Result"][0]["Code"],
            "carried": carried,
            "left": left,
            "keyPairs": self.send(DescribeKeyPairsRequest())["TotalCount"],
        }

    def ens(self, public_key):
        both = {"KeyPairName": "ops", "InstanceIds": '["e-linux"]'}
        imported = self.send(ens_import.ImportKeyPairRequest(), KeyPairName="ops", PublicKeyBody=public_key)
        attached = self.ens_action("AttachKeyPair", **both)
        read = lambda: self.send(ens_instances.DescribeInstancesRequest())["Instances"]["Instance"][0]["KeyPairName"]
        carried = read()
        self.ens_action("DetachKeyPair", **both)
        left = read()
        self.send(ens_delete.DeleteKeyPairsRequest(), KeyPairName="ops")
        return {
            "imported": imported["KeyPairName"],
            "attached": attached["Results"][0]["Code"],
            "carried": carried,
            "left": left,
            "keyPairs": self.send(ens_list.DescribeKeyPairsRequest())["TotalCount"],
        }

    def swas(self, public_key):
        both = {"KeyPairName": "ops", "InstanceIdss": ["s-linux"]}
        imported = self.send(swas_import.ImportKeyPairRequest(), KeyPairName="ops", PublicKeyBody=public_key)
        attached = self.send(swas_attach.AttachKeyPairRequest(), **both)
        read = lambda: self.send(swas_read.DescribeInstanceKeyPairRequest(), InstanceId="s-linux").get("KeyPairName")
        carried = read()
        self.send(swas_detach.DetachKeyPairRequest(), **both)
        left = read()
        self.send(swas_delete.DeleteKeyPairsRequest(), KeyPairNamess=["ops"])
        return {
            "imported": imported["KeyPairName"],
            "attached": attached["Results"][0]["Code"],
            "carried": carried,
            "left": left,
            "keyPairs": self.send(swas_list.ListKeyPairsRequest())["TotalCount"],
        }

    def kms(self):
        name = {"SecretName": "keyfleet/ops"}
        place = {"DKMSInstanceId": "kst-1", "EncryptionKeyId": "key-1"}
        self.send(CreateSecretRequest(), **name, **place, VersionId="v1", SecretData="one")
        self.send(PutSecretValueRequest(), **name, VersionId="v2", SecretData="two")
        value = self.send(GetSecretValueRequest(), **name)
        self.send(DeleteSecretRequest(), **name, ForceDeleteWithoutRecovery="true")
        return {
            "data": value["SecretData"],
            "stages": value["VersionStages"]["VersionStage"],
            "secrets": self.send(ListSecretsRequest())["TotalCount"],
        }

    def list_key_pairs(self):
        self.send(DescribeKeyPairsRequest())

    def list_regions(self):
        self.send(DescribeRegionsRequest())

    def call_unknown(self):
        request = CommonRequest(domain=self.host, version="2014-05-26", action_name="Reimagine")
        request.set_protocol_type("http")
        self.client.do_action_with_exception(request)
