"""The vendor's clients of today, `alibabacloud_*`: signed by ACS3."""

from alibabacloud_ecs20140526 import models as ecs
from alibabacloud_ecs20140526.client import Client as Ecs
from alibabacloud_ens20171110 import models as ens
from alibabacloud_ens20171110.client import Client as Ens
from alibabacloud_kms20160120 import models as kms
from alibabacloud_kms20160120.client import Client as Kms
from alibabacloud_swas_open20200601 import models as swas
from alibabacloud_swas_open20200601.client import Client as Swas
from alibabacloud_tea_openapi import models as openapi
from alibabacloud_tea_util.models import RuntimeOptions

REGION = "cn-hangzhou"


def describe(error):
    return {"class": type(error).__name__, "code": getattr(error, "code", None)}


class Clients:
    def __init__(self, host, key_id, secret):
        self.config = openapi.Config(
            access_key_id=key_id,
            access_key_secret=secret,
            endpoint=host,
            protocol="HTTP",
            read_timeout=60000,
            connect_timeout=60000,
        )

    def ecs(self, public_key):
        client = Ecs(self.config)
        pair = {"region_id": REGION, "key_pair_name": "ops"}
        both = {**pair, "instance_ids": '["i-linux"]'}
        imported = client.import_key_pair(ecs.ImportKeyPairRequest(**pair, public_key_body=public_key)).body
        attached = client.attach_key_pair(ecs.AttachKeyPairRequest(**both)).body
        query = ecs.DescribeInstancesRequest(region_id=REGION, instance_ids='["i-linux"]')
        read = lambda: client.describe_instances(query).body.instances.instance[0].key_pair_name
        carried = read()
        client.detach_key_pair(ecs.DetachKeyPairRequest(**both))
        left = read()
        client.delete_key_pairs(ecs.DeleteKeyPairsRequest(region_id=REGION, key_pair_names='["ops"]'))
        listed = client.describe_key_pairs(ecs.DescribeKeyPairsRequest(region_id=REGION)).body
        return {
            "imported": imported.key_pair_name,
            "attached": attached.results.result[0].code,
            "carried": carried,
            "left": left,
            "keyPairs": listed.total_count,
        }

    def ens(self, public_key):
        client = Ens(self.config)
        imported = client.import_key_pair(ens.ImportKeyPairRequest(key_pair_name="ops", public_key_body=public_key)).body
        both = {"key_pair_name": "ops", "instance_ids": ["e-linux"]}
        attached = client.attach_key_pair(ens.AttachKeyPairRequest(**both)).body
        # A bare request: what is not set is sent as well.
        read = lambda: client.describe_instances(ens.DescribeInstancesRequest()).body.instances.instance[0].key_pair_name
        carried = read()
        client.detach_key_pair(ens.DetachKeyPairRequest(**both))
        left = read()
        client.delete_key_pairs(ens.DeleteKeyPairsRequest(key_pair_name="ops"))
        listed = client.describe_key_pairs(ens.DescribeKeyPairsRequest()).body
        return {
            "imported": imported.key_pair_name,
            "attached": attached.results[0].code,
            "carried": carried,
            "left": left,
            "keyPairs": listed.total_count,
        }

    def swas(self, public_key):
        client = Swas(self.config)
        pair = {"region_id": REGION, "key_pair_name": "ops"}
        both = {**pair, "instance_ids": ["s-linux"]}
        imported = client.import_key_pair(swas.ImportKeyPairRequest(**pair, public_key_body=public_key)).body
        attached = client.attach_key_pair(swas.AttachKeyPairRequest(**both)).body
        query = swas.DescribeInstanceKeyPairRequest(region_id=REGION, instance_id="s-linux")
        read = lambda: client.describe_instance_key_pair(query).body.key_pair_name
        carried = read()
        client.detach_key_pair(swas.DetachKeyPairRequest(**both))
        left = read()
        client.delete_key_pairs(swas.DeleteKeyPairsRequest(region_id=REGION, key_pair_names=["ops"]))
        listed = client.list_key_pairs(swas.ListKeyPairsRequest(region_id=REGION)).body
        return {
            "imported": imported.key_pair_name,
            "attached": attached.results[0].code,
            "carried": carried,
            "left": left,
            "keyPairs": listed.total_count,
        }

    def kms(self):
        client = Kms(self.config)
        name = {"secret_name": "keyfleet/ops"}
        first = {"version_id": "v1", "secret_data": "one"}
        place = {"dkmsinstance_id": "kst-1", "encryption_key_id": "key-1"}
        client.create_secret(kms.CreateSecretRequest(**name, **first, **place))
        client.put_secret_value(kms.PutSecretValueRequest(**name, version_id="v2", secret_data="two"))
        value = client.get_secret_value(kms.GetSecretValueRequest(**name)).body
        client.delete_secret(kms.DeleteSecretRequest(**name, force_delete_without_recovery="true"))
        listed = client.list_secrets(kms.ListSecretsRequest()).body
        return {"data": value.secret_data, "stages": value.version_stages.version_stage, "secrets": listed.total_count}

    def list_key_pairs(self):
        Ecs(self.config).describe_key_pairs(ecs.DescribeKeyPairsRequest(region_id=REGION))

    def list_regions(self):
        Ecs(self.config).describe_regions(ecs.DescribeRegionsRequest())

    def call_unknown(self):
        how = {"protocol": "HTTP", "pathname": "/", "method": "POST", "auth_type": "AK", "style": "RPC"}
        what = {"action": "Reimagine", "version": "2014-05-26", "req_body_type": "formData", "body_type": "json"}
        Ecs(self.config).call_api(openapi.Params(**how, **what), openapi.OpenApiRequest(query={}), RuntimeOptions())
