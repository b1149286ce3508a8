package main

import (
	"encoding/json"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

// The clients of today, alibabacloud-go, signed by ACS3. ENS and SWAS have none on the module proxy: they are called by the
// generic client that all are made of.
type teaClients struct{ config *openapi.Config }

func newTeaClients(host, keyID, secret string) clients {
	return teaClients{&openapi.Config{
		AccessKeyId:     tea.String(keyID),
		AccessKeySecret: tea.String(secret),
		Endpoint:        tea.String(host),
		Protocol:        tea.String("HTTP"),
		ReadTimeout:     tea.Int(60000),
		ConnectTimeout:  tea.Int(60000),
	}}
}

func (c teaClients) call(version, action, method string, query map[string]string, answer any) error {
	client := got(openapi.NewClient(c.config))
	params := &openapi.Params{
		Action: tea.String(action), Version: tea.String(version), Protocol: tea.String("HTTP"),
		Pathname: tea.String("/"), Method: tea.String(method), AuthType: tea.String("AK"),
		Style: tea.String("RPC"), ReqBodyType: tea.String("formData"), BodyType: tea.String("json"),
	}
	fields := map[string]*string{}
	for name, value := range query {
		fields[name] = tea.String(value)
	}
	response, err := client.CallApi(params, &openapiutil.OpenApiRequest{Query: fields}, &dara.RuntimeOptions{})
	if err != nil || answer == nil {
		return err
	}
	return json.Unmarshal(got(json.Marshal(response["body"])), answer)
}

func (c teaClients) ecs(publicKey string) walk {
	client := got(ecs.NewClient(c.config))
	name, place, ids := tea.String("ops"), tea.String(region), tea.String(`["i-linux"]`)
	imports := &ecs.ImportKeyPairRequest{RegionId: place, KeyPairName: name, PublicKeyBody: tea.String(publicKey)}
	imported := got(client.ImportKeyPair(imports)).Body
	attach := &ecs.AttachKeyPairRequest{RegionId: place, KeyPairName: name, InstanceIds: ids}
	attached := got(client.AttachKeyPair(attach)).Body
	read := func() string {
		list := &ecs.DescribeInstancesRequest{RegionId: place, InstanceIds: ids}
		return tea.StringValue(got(client.DescribeInstances(list)).Body.Instances.Instance[0].KeyPairName)
	}
	carried := read()
	got(client.DetachKeyPair(&ecs.DetachKeyPairRequest{RegionId: place, KeyPairName: name, InstanceIds: ids}))
	left := read()
	got(client.DeleteKeyPairs(&ecs.DeleteKeyPairsRequest{RegionId: place, KeyPairNames: tea.String(`["ops"]`)}))
	count := got(client.DescribeKeyPairs(&ecs.DescribeKeyPairsRequest{RegionId: place})).Body.TotalCount
	code := tea.StringValue(attached.Results.Result[0].Code)
	return walk{tea.StringValue(imported.KeyPairName), code, carried, left, int(tea.Int32Value(count))}
}

func (c teaClients) ens(publicKey string) walk {
	const version = "2017-11-10"
	var imported struct{ KeyPairName string }
	body := map[string]string{"KeyPairName": "ops", "PublicKeyBody": publicKey}
	must(c.call(version, "ImportKeyPair", "POST", body, &imported))
	both := map[string]string{"KeyPairName": "ops", "InstanceIds": `["e-linux"]`}
	var attached struct{ Results []struct{ Code int } }
	must(c.call(version, "AttachKeyPair", "POST", both, &attached))
	read := func() string {
		var listed struct {
			Instances struct {
				Instance []struct{ KeyPairName string }
			}
		}
		// As the vendor's client for ENS marshals what is not set.
		unset := map[string]string{"Tags": "null", "ServiceStatus": "null", "EipAddresses": "null"}
		must(c.call(version, "DescribeInstances", "POST", unset, &listed))
		return listed.Instances.Instance[0].KeyPairName
	}
	carried := read()
	must(c.call(version, "DetachKeyPair", "POST", both, nil))
	left := read()
	must(c.call(version, "DeleteKeyPairs", "POST", map[string]string{"KeyPairName": "ops"}, nil))
	var count struct{ TotalCount int }
	must(c.call(version, "DescribeKeyPairs", "POST", map[string]string{}, &count))
	return walk{imported.KeyPairName, attached.Results[0].Code, carried, left, count.TotalCount}
}

func (c teaClients) swas(publicKey string) walk {
	const version = "2020-06-01"
	pair := func(more map[string]string) map[string]string {
		fields := map[string]string{"RegionId": region, "KeyPairName": "ops"}
		for name, value := range more {
			fields[name] = value
		}
		return fields
	}
	both := pair(map[string]string{"InstanceIds.1": "s-linux"})
	var imported struct{ KeyPairName string }
	must(c.call(version, "ImportKeyPair", "POST", pair(map[string]string{"PublicKeyBody": publicKey}), &imported))
	var attached struct{ Results []struct{ Code string } }
	must(c.call(version, "AttachKeyPair", "POST", both, &attached))
	read := func() string {
		var one struct{ KeyPairName string }
		query := map[string]string{"RegionId": region, "InstanceId": "s-linux"}
		must(c.call(version, "DescribeInstanceKeyPair", "POST", query, &one))
		return one.KeyPairName
	}
	carried := read()
	must(c.call(version, "DetachKeyPair", "POST", both, nil))
	left := read()
	must(c.call(version, "DeleteKeyPairs", "POST", map[string]string{"RegionId": region, "KeyPairNames.1": "ops"}, nil))
	var count struct{ TotalCount int }
	must(c.call(version, "ListKeyPairs", "GET", map[string]string{"RegionId": region}, &count))
	return walk{imported.KeyPairName, attached.Results[0].Code, carried, left, count.TotalCount}
}

func (c teaClients) kms() secrets {
	client := got(kms.NewClient(c.config))
	name := tea.String("keyfleet/ops")
	got(client.CreateSecret(&kms.CreateSecretRequest{
		SecretName: name, VersionId: tea.String("v1"), SecretData: tea.String("one"),
		DKMSInstanceId: tea.String("kst-1"), EncryptionKeyId: tea.String("key-1"),
	}))
	put := &kms.PutSecretValueRequest{SecretName: name, VersionId: tea.String("v2"), SecretData: tea.String("two")}
	got(client.PutSecretValue(put))
	value := got(client.GetSecretValue(&kms.GetSecretValueRequest{SecretName: name})).Body
	deletes := &kms.DeleteSecretRequest{SecretName: name, ForceDeleteWithoutRecovery: tea.String("true")}
	got(client.DeleteSecret(deletes))
	count := got(client.ListSecrets(&kms.ListSecretsRequest{})).Body.TotalCount
	stages := tea.StringSliceValue(value.VersionStages.VersionStage)
	return secrets{tea.StringValue(value.SecretData), stages, int(tea.Int32Value(count))}
}

func (c teaClients) listKeyPairs() error {
	request := &ecs.DescribeKeyPairsRequest{RegionId: tea.String(region)}
	_, err := got(ecs.NewClient(c.config)).DescribeKeyPairs(request)
	return err
}

func (c teaClients) listRegions() error {
	_, err := got(ecs.NewClient(c.config)).DescribeRegions(&ecs.DescribeRegionsRequest{})
	return err
}

func (c teaClients) callUnknown() error {
	return c.call("2014-05-26", "Reimagine", "POST", map[string]string{}, nil)
}

func (c teaClients) codeOf(err error) string {
	if known, ok := err.(interface{ GetCode() *string }); ok {
		return tea.StringValue(known.GetCode())
	}
	if known, ok := err.(*tea.SDKError); ok {
		return tea.StringValue(known.Code)
	}
	return ""
}
