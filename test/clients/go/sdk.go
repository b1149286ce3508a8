package main

import (
	"encoding/json"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/ecs"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/ens"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/kms"
	swas "github.com/aliyun/alibaba-cloud-sdk-go/services/swas-open"
)

// The clients of alibaba-cloud-sdk-go, signed by RPC V1.
type sdkClients struct{ host, keyID, secret string }

func newSdkClients(host, keyID, secret string) clients { return sdkClients{host, keyID, secret} }

func (c sdkClients) to(request *requests.RpcRequest) {
	request.Scheme = "http"
	request.Domain = c.host
}

// For what the package of a product does not have.
func (c sdkClients) common(version, action string, fields map[string]string, answer any) error {
	client := got(sdk.NewClientWithAccessKey(region, c.keyID, c.secret))
	request := requests.NewCommonRequest()
	request.Scheme, request.Domain, request.Version, request.ApiName = "http", c.host, version, action
	request.Method = "POST"
	for name, value := range fields {
		request.QueryParams[name] = value
	}
	response, err := client.ProcessCommonRequest(request)
	if err != nil || answer == nil {
		return err
	}
	return json.Unmarshal(response.GetHttpContentBytes(), answer)
}

func (c sdkClients) ecs(publicKey string) walk {
	client := got(ecs.NewClientWithAccessKey(region, c.keyID, c.secret))
	imports := ecs.CreateImportKeyPairRequest()
	c.to(imports.RpcRequest)
	imports.KeyPairName, imports.PublicKeyBody = "ops", publicKey
	imported := got(client.ImportKeyPair(imports))
	attach := ecs.CreateAttachKeyPairRequest()
	c.to(attach.RpcRequest)
	attach.KeyPairName, attach.InstanceIds = "ops", `["i-linux"]`
	attached := got(client.AttachKeyPair(attach))
	read := func() string {
		list := ecs.CreateDescribeInstancesRequest()
		c.to(list.RpcRequest)
		list.InstanceIds = `["i-linux"]`
		return got(client.DescribeInstances(list)).Instances.Instance[0].KeyPairName
	}
	carried := read()
	detach := ecs.CreateDetachKeyPairRequest()
	c.to(detach.RpcRequest)
	detach.KeyPairName, detach.InstanceIds = "ops", `["i-linux"]`
	got(client.DetachKeyPair(detach))
	left := read()
	deletes := ecs.CreateDeleteKeyPairsRequest()
	c.to(deletes.RpcRequest)
	deletes.KeyPairNames = `["ops"]`
	got(client.DeleteKeyPairs(deletes))
	list := ecs.CreateDescribeKeyPairsRequest()
	c.to(list.RpcRequest)
	count := got(client.DescribeKeyPairs(list)).TotalCount
	return walk{imported.KeyPairName, attached.Results.Result[0].Code, carried, left, count}
}

func (c sdkClients) ens(publicKey string) walk {
	client := got(ens.NewClientWithAccessKey(region, c.keyID, c.secret))
	imports := ens.CreateImportKeyPairRequest()
	c.to(imports.RpcRequest)
	imports.KeyPairName, imports.PublicKeyBody = "ops", publicKey
	imported := got(client.ImportKeyPair(imports))
	both := map[string]string{"KeyPairName": "ops", "InstanceIds": `["e-linux"]`}
	var attached struct{ Results []struct{ Code int } }
	must(c.common("2017-11-10", "AttachKeyPair", both, &attached))
	read := func() string {
		var listed struct {
			Instances struct {
				Instance []struct{ KeyPairName string }
			}
		}
		must(c.common("2017-11-10", "DescribeInstances", map[string]string{}, &listed))
		return listed.Instances.Instance[0].KeyPairName
	}
	carried := read()
	must(c.common("2017-11-10", "DetachKeyPair", both, nil))
	left := read()
	deletes := ens.CreateDeleteKeyPairsRequest()
	c.to(deletes.RpcRequest)
	deletes.KeyPairName = "ops"
	got(client.DeleteKeyPairs(deletes))
	list := ens.CreateDescribeKeyPairsRequest()
	c.to(list.RpcRequest)
	count := got(client.DescribeKeyPairs(list)).TotalCount
	return walk{imported.KeyPairName, attached.Results[0].Code, carried, left, count}
}

func (c sdkClients) swas(publicKey string) walk {
	client := got(swas.NewClientWithAccessKey(region, c.keyID, c.secret))
	imports := swas.CreateImportKeyPairRequest()
	c.to(imports.RpcRequest)
	imports.KeyPairName, imports.PublicKeyBody = "ops", publicKey
	imported := got(client.ImportKeyPair(imports))
	ids := []string{"s-linux"}
	attach := swas.CreateAttachKeyPairRequest()
	c.to(attach.RpcRequest)
	attach.KeyPairName, attach.InstanceIds = "ops", &ids
	attached := got(client.AttachKeyPair(attach))
	read := func() string {
		one := swas.CreateDescribeInstanceKeyPairRequest()
		c.to(one.RpcRequest)
		one.InstanceId = "s-linux"
		return got(client.DescribeInstanceKeyPair(one)).KeyPairName
	}
	carried := read()
	detach := swas.CreateDetachKeyPairRequest()
	c.to(detach.RpcRequest)
	detach.KeyPairName, detach.InstanceIds = "ops", &ids
	got(client.DetachKeyPair(detach))
	left := read()
	deletes := swas.CreateDeleteKeyPairsRequest()
	c.to(deletes.RpcRequest)
	names := []string{"ops"}
	deletes.KeyPairNames = &names
	got(client.DeleteKeyPairs(deletes))
	list := swas.CreateListKeyPairsRequest()
	c.to(list.RpcRequest)
	count := got(client.ListKeyPairs(list)).TotalCount
	return walk{imported.KeyPairName, attached.Results[0].Code, carried, left, count}
}

func (c sdkClients) kms() secrets {
	client := got(kms.NewClientWithAccessKey(region, c.keyID, c.secret))
	create := kms.CreateCreateSecretRequest()
	c.to(create.RpcRequest)
	create.SecretName, create.VersionId, create.SecretData = "keyfleet/ops", "v1", "one"
	create.DKMSInstanceId, create.EncryptionKeyId = "kst-1", "key-1"
	got(client.CreateSecret(create))
	put := kms.CreatePutSecretValueRequest()
	c.to(put.RpcRequest)
	put.SecretName, put.VersionId, put.SecretData = "keyfleet/ops", "v2", "two"
	got(client.PutSecretValue(put))
	get := kms.CreateGetSecretValueRequest()
	c.to(get.RpcRequest)
	get.SecretName = "keyfleet/ops"
	value := got(client.GetSecretValue(get))
	deletes := kms.CreateDeleteSecretRequest()
	c.to(deletes.RpcRequest)
	deletes.SecretName, deletes.ForceDeleteWithoutRecovery = "keyfleet/ops", "true"
	got(client.DeleteSecret(deletes))
	list := kms.CreateListSecretsRequest()
	c.to(list.RpcRequest)
	return secrets{value.SecretData, value.VersionStages.VersionStage, got(client.ListSecrets(list)).TotalCount}
}

func (c sdkClients) listKeyPairs() error {
	request := ecs.CreateDescribeKeyPairsRequest()
	c.to(request.RpcRequest)
	_, err := got(ecs.NewClientWithAccessKey(region, c.keyID, c.secret)).DescribeKeyPairs(request)
	return err
}

func (c sdkClients) listRegions() error {
	request := ecs.CreateDescribeRegionsRequest()
	c.to(request.RpcRequest)
	_, err := got(ecs.NewClientWithAccessKey(region, c.keyID, c.secret)).DescribeRegions(request)
	return err
}

func (c sdkClients) callUnknown() error {
	return c.common("2014-05-26", "Reimagine", map[string]string{}, nil)
}

func (c sdkClients) codeOf(err error) string {
	if known, ok := err.(errors.Error); ok {
		return known.ErrorCode()
	}
	return ""
}
