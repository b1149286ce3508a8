import com.aliyun.ecs20140526.models.AttachKeyPairRequest;
import com.aliyun.ecs20140526.models.DeleteKeyPairsRequest;
import com.aliyun.ecs20140526.models.DescribeInstancesRequest;
import com.aliyun.ecs20140526.models.DescribeKeyPairsRequest;
import com.aliyun.ecs20140526.models.DescribeRegionsRequest;
import com.aliyun.ecs20140526.models.DetachKeyPairRequest;
import com.aliyun.ecs20140526.models.ImportKeyPairRequest;
import com.aliyun.kms20160120.models.CreateSecretRequest;
import com.aliyun.kms20160120.models.DeleteSecretRequest;
import com.aliyun.kms20160120.models.GetSecretValueRequest;
import com.aliyun.kms20160120.models.ListSecretsRequest;
import com.aliyun.kms20160120.models.PutSecretValueRequest;
import com.aliyun.kms20160120.models.UpdateSecretVersionStageRequest;
import com.aliyun.swas_open20200601.models.ListInstancesRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Map;

/**
 * Drives the local cloud by the vendor's clients for Java, and prints as JSON what they saw.
 *
 * Usage: java -cp 'target/dependency/*' Judge.java, with the surroundings ({@link World}) as JSON in the variable JUDGE.
 * The host throttles DescribeRegions; the clock of skewed is an hour ahead.
 */
class Judge {
  record World(String host, String accessKeyId, String accessKeySecret, String skewed, String skewedKeyId,
      String skewedKeySecret, String publicKey) {}

  record Walk(String imported, Object attached, String carried, String left, int keyPairs) {}

  record Secrets(String data, List<String> stages, int secrets) {}

  record Met(@SerializedName("class") String type, String code, Integer status) {}

  interface Call {
    Object run() throws Exception;
  }

  static final String REGION = "cn-hangzhou";

  final Config config;

  Judge(String host, String keyId, String secret) {
    config = new Config().setEndpoint(host).setProtocol("HTTP").setAccessKeyId(keyId).setAccessKeySecret(secret)
        .setReadTimeout(60_000).setConnectTimeout(60_000);
  }

  public static void main(String[] args) throws Exception {
    Gson json = new GsonBuilder().serializeNulls().create();
    World world = json.fromJson(System.getenv("JUDGE"), World.class);
    Judge right = new Judge(world.host, world.accessKeyId, world.accessKeySecret);
    Judge wrong = new Judge(world.host, world.accessKeyId, "wrong");
    Judge late = new Judge(world.skewed, world.skewedKeyId, world.skewedKeySecret);
    var walks = Map.of("ecs", right.ecs(world.publicKey), "ens", right.ens(world.publicKey), "swas",
        right.swas(world.publicKey), "kms", right.kms());
    var errors = Map.of("wrongSecret", meet(wrong::listKeyPairs), "throttle", meet(right::listRegions), "skewedClock",
        meet(late::listKeyPairs), "unknownAction", meet(right::callUnknown));
    System.out.println(json.toJson(Map.of("walks", walks, "errors", errors)));
  }

  /** What a call throws, as its caller sees it. */
  static Met meet(Call call) throws Exception {
    try {
      call.run();
      return new Met(null, null, null);
    } catch (TeaException error) {
      return new Met(error.getClass().getName(), error.getCode(), error.getStatusCode());
    }
  }

  Walk ecs(String publicKey) throws Exception {
    var client = new com.aliyun.ecs20140526.Client(config);
    String instances = "[\"i-linux\"]";
    var imported = client.importKeyPair(
        new ImportKeyPairRequest().setRegionId(REGION).setKeyPairName("ops").setPublicKeyBody(publicKey));
    var attached = client.attachKeyPair(
        new AttachKeyPairRequest().setRegionId(REGION).setKeyPairName("ops").setInstanceIds(instances));
    var query = new DescribeInstancesRequest().setRegionId(REGION).setInstanceIds(instances);
    String carried = client.describeInstances(query).body.instances.instance.get(0).keyPairName;
    client.detachKeyPair(
        new DetachKeyPairRequest().setRegionId(REGION).setKeyPairName("ops").setInstanceIds(instances));
    String left = client.describeInstances(query).body.instances.instance.get(0).keyPairName;
    client.deleteKeyPairs(new DeleteKeyPairsRequest().setRegionId(REGION).setKeyPairNames("[\"ops\"]"));
    int keyPairs = client.describeKeyPairs(new DescribeKeyPairsRequest().setRegionId(REGION)).body.totalCount;
    return new Walk(imported.body.keyPairName, attached.body.results.result.get(0).code, carried, left, keyPairs);
  }

  /** ENS has no client here: it is called by the generic one that all are made of. */
  Walk ens(String publicKey) throws Exception {
    var client = new com.aliyun.teaopenapi.Client(config);
    String version = "2017-11-10";
    var both = Map.of("KeyPairName", "ops", "InstanceIds", "[\"e-linux\"]");
    var imported = call(client, version, "ImportKeyPair", Map.of("KeyPairName", "ops", "PublicKeyBody", publicKey));
    var attached = call(client, version, "AttachKeyPair", both);
    Object[] keyPair = {"Instances", "Instance", 0, "KeyPairName"};
    Object carried = at(call(client, version, "DescribeInstances", Map.of()), keyPair);
    call(client, version, "DetachKeyPair", both);
    Object left = at(call(client, version, "DescribeInstances", Map.of()), keyPair);
    call(client, version, "DeleteKeyPairs", Map.of("KeyPairName", "ops"));
    var listed = call(client, version, "DescribeKeyPairs", Map.of());
    return walk(imported, attached, carried, left, listed);
  }

  /** The client knows instances. Key pairs are newer than it, and called by what it inherits from the generic one. */
  Walk swas(String publicKey) throws Exception {
    var client = new com.aliyun.swas_open20200601.Client(config);
    String version = "2020-06-01";
    var query = new ListInstancesRequest().setRegionId(REGION);
    String instance = client.listInstances(query).body.instances.get(0).instanceId;
    var both = Map.of("RegionId", REGION, "KeyPairName", "ops", "InstanceIds", List.of(instance));
    var one = Map.of("RegionId", REGION, "InstanceId", instance);
    var imported = call(client, version, "ImportKeyPair",
        Map.of("RegionId", REGION, "KeyPairName", "ops", "PublicKeyBody", publicKey));
    var attached = call(client, version, "AttachKeyPair", both);
    Object carried = at(call(client, version, "DescribeInstanceKeyPair", one), "KeyPairName");
    call(client, version, "DetachKeyPair", both);
    Object left = at(call(client, version, "DescribeInstanceKeyPair", one), "KeyPairName");
    call(client, version, "DeleteKeyPairs", Map.of("RegionId", REGION, "KeyPairNames", List.of("ops")));
    var listed = call(client, version, "ListKeyPairs", Map.of("RegionId", REGION));
    return walk(imported, attached, carried, left, listed);
  }

  /** Stores a second version, and goes back to the first. */
  Secrets kms() throws Exception {
    var client = new com.aliyun.kms20160120.Client(config);
    String name = "keyfleet/ops";
    client.createSecret(new CreateSecretRequest().setSecretName(name).setVersionId("v1").setSecretData("one")
        .setDKMSInstanceId("kst-1").setEncryptionKeyId("key-1"));
    client.putSecretValue(new PutSecretValueRequest().setSecretName(name).setVersionId("v2").setSecretData("two"));
    client.updateSecretVersionStage(new UpdateSecretVersionStageRequest().setSecretName(name)
        .setVersionStage("ACSCurrent").setMoveToVersion("v1").setRemoveFromVersion("v2"));
    var value = client.getSecretValue(new GetSecretValueRequest().setSecretName(name)).body;
    client.deleteSecret(new DeleteSecretRequest().setSecretName(name).setForceDeleteWithoutRecovery("true"));
    int secrets = client.listSecrets(new ListSecretsRequest()).body.totalCount;
    return new Secrets(value.secretData, value.versionStages.versionStage, secrets);
  }

  Object listKeyPairs() throws Exception {
    return new com.aliyun.ecs20140526.Client(config).describeKeyPairs(new DescribeKeyPairsRequest().setRegionId(REGION));
  }

  Object listRegions() throws Exception {
    return new com.aliyun.ecs20140526.Client(config).describeRegions(new DescribeRegionsRequest());
  }

  Object callUnknown() throws Exception {
    return call(new com.aliyun.teaopenapi.Client(config), "2014-05-26", "Reimagine", Map.of());
  }

  /** Calls an action that no method is there for. Lists become InstanceIds.1 and so on. */
  static Object call(com.aliyun.teaopenapi.Client client, String version, String action, Map<String, ?> fields)
      throws Exception {
    var params = new Params().setVersion(version).setAction(action).setProtocol("HTTP").setPathname("/")
        .setMethod("POST").setAuthType("AK").setStyle("RPC").setReqBodyType("formData").setBodyType("json");
    var request = new OpenApiRequest().setQuery(com.aliyun.openapiutil.Client.query(fields));
    return client.callApi(params, request, new RuntimeOptions()).get("body");
  }

  static Walk walk(Object imported, Object attached, Object carried, Object left, Object listed) {
    int keyPairs = ((Number) at(listed, "TotalCount")).intValue();
    Object code = at(attached, "Results", 0, "Code");
    return new Walk((String) at(imported, "KeyPairName"), code, (String) carried, (String) left, keyPairs);
  }

  /** What stands in an answer at a path of names and indices. */
  static Object at(Object answer, Object... path) {
    for (Object step : path) {
      answer = step instanceof Integer index ? ((List<?>) answer).get(index) : ((Map<?, ?>) answer).get(step);
    }
    return answer;
  }
}
