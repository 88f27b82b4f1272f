using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Json;
using System.Text.Json;
using Groundwork.FrontDoors.Tests.Http;
using Groundwork.TestKit;
using Groundwork.UseCases;
using OpenAI;
using OpenAI.Chat;

namespace Groundwork.FrontDoors.Tests.OpenAi;

/// <summary>The official OpenAI package for .NET, pointed at us by its address alone.</summary>
public class DotNetSdkTests
{
    [Fact]
    public async Task I_can_chat()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(ModelScript.Says("Blue, mostly."));

        var reply = await Client(server).GetChatClient("chat").CompleteChatAsync(
            [new SystemChatMessage("Be short."), new UserChatMessage("Which colour is the sky?")], new ChatCompletionOptions { Temperature = 0.2f, MaxOutputTokenCount = 50 });

        reply.Value.Content[0].Text.ShouldBe("Blue, mostly.");
        reply.Value.FinishReason.ShouldBe(OpenAI.Chat.ChatFinishReason.Stop);
        reply.Value.Usage.OutputTokenCount.ShouldBeGreaterThan(0);
        var sent = model.Requests[0].Json;
        sent.GetProperty("messages")[0].GetProperty("role").GetString().ShouldBe("system");
        sent.GetProperty("temperature").GetSingle().ShouldBe(0.2f);
        sent.GetProperty("model").GetString().ShouldBe("scripted");
    }

    [Fact]
    public async Task What_a_provider_could_be_made_to_bill_unseen_is_refused_by_name()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(ModelScript.Says("Yes."));
        var messages = new[] { new { role = "user", content = "Is it so?" } };

        using var refused = await server.Client.PostAsJsonAsync("/v1/chat/completions", new { model = "chat", messages, documents = new[] { "a library" } });
        using var dearer = await server.Client.PostAsJsonAsync("/v1/chat/completions", new { model = "chat", messages, service_tier = "priority" });
        await server.PostAsync("/v1/chat/completions", new { model = "chat", messages, logprobs = true, service_tier = "auto", prompt_cache_key = "k" });

        ((int)refused.StatusCode).ShouldBe(400);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("documents");
        ((int)dearer.StatusCode).ShouldBe(400);
        var sent = model.Requests.ShouldHaveSingleItem().Json;
        sent.GetProperty("logprobs").GetBoolean().ShouldBeTrue();
        sent.TryGetProperty("service_tier", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task I_can_stream_and_am_told_the_usage()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(ModelScript.SaysTokens("One", " two", " three"));

        var text = "";
        var pieces = 0;
        ChatTokenUsage? usage = null;
        await foreach (var update in Client(server).GetChatClient("chat").CompleteChatStreamingAsync([new UserChatMessage("Count.")]))
        {
            foreach (var part in update.ContentUpdate) text += part.Text;
            pieces += update.ContentUpdate.Count;
            usage = update.Usage ?? usage;
        }

        text.ShouldBe("One two three");
        pieces.ShouldBeGreaterThanOrEqualTo(3);
        usage.ShouldNotBeNull().OutputTokenCount.ShouldBe(3);
    }

    [Fact]
    public async Task I_can_offer_tools_and_give_their_results_back()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(ModelScript.CallsTool("weather", """{"city":"Bern"}"""), ModelScript.Says("It rains."));
        var chat = Client(server).GetChatClient("chat");
        var options = new ChatCompletionOptions
        {
            Tools = { ChatTool.CreateFunctionTool("weather", "Tells the weather.", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""")) },
            ToolChoice = ChatToolChoice.CreateAutoChoice(),
        };
        var messages = new List<OpenAI.Chat.ChatMessage> { new UserChatMessage("What is the weather in Bern?") };

        var first = await chat.CompleteChatAsync(messages, options);
        first.Value.FinishReason.ShouldBe(OpenAI.Chat.ChatFinishReason.ToolCalls);
        var call = first.Value.ToolCalls.ShouldHaveSingleItem();
        call.FunctionName.ShouldBe("weather");
        JsonDocument.Parse(call.FunctionArguments).RootElement.GetProperty("city").GetString().ShouldBe("Bern");

        messages.Add(new AssistantChatMessage(first.Value));
        messages.Add(new ToolChatMessage(call.Id, "rain, 12 °C"));
        var second = await chat.CompleteChatAsync(messages, options);
        second.Value.Content[0].Text.ShouldBe("It rains.");
        var sent = model.Requests[1].Json.GetProperty("messages");
        sent[2].GetProperty("role").GetString().ShouldBe("tool");
        sent[2].GetProperty("tool_call_id").GetString().ShouldBe(call.Id);
        model.Requests[0].Json.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters").GetProperty("required")[0].GetString().ShouldBe("city");
    }

    [Fact]
    public async Task Tool_calls_are_streamed_too()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(ModelScript.CallsTool("weather", """{"city":"Bern"}"""));
        var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("weather") } };

        var name = "";
        var arguments = "";
        OpenAI.Chat.ChatFinishReason? finish = null;
        await foreach (var update in Client(server).GetChatClient("chat").CompleteChatStreamingAsync([new UserChatMessage("Weather?")], options))
        {
            foreach (var call in update.ToolCallUpdates)
            {
                name += call.FunctionName;
                arguments += call.FunctionArgumentsUpdate;
            }

            finish = update.FinishReason ?? finish;
        }

        name.ShouldBe("weather");
        JsonDocument.Parse(arguments).RootElement.GetProperty("city").GetString().ShouldBe("Bern");
        finish.ShouldBe(OpenAI.Chat.ChatFinishReason.ToolCalls);
    }

    [Fact]
    public async Task I_can_ask_for_a_json_schema_and_send_an_image()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(ModelScript.Says("""{"colour":"red"}"""));
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("colour", BinaryData.FromString("""{"type":"object","properties":{"colour":{"type":"string"}},"required":["colour"],"additionalProperties":false}"""), jsonSchemaIsStrict: true),
        };

        var reply = await Client(server).GetChatClient("chat").CompleteChatAsync(
            [new UserChatMessage(ChatMessageContentPart.CreateTextPart("Which colour?"), ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(Convert.FromBase64String("iVBORw0KGgo=")), "image/png"))], options);

        JsonDocument.Parse(reply.Value.Content[0].Text).RootElement.GetProperty("colour").GetString().ShouldBe("red");
        var sent = model.Requests[0].Json;
        sent.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString().ShouldBe("colour");
        sent.GetProperty("response_format").GetProperty("json_schema").GetProperty("strict").GetBoolean().ShouldBeTrue();
        sent.GetProperty("messages")[0].GetProperty("content")[1].GetProperty("image_url").GetProperty("url").GetString()!.ShouldStartWith("data:image/png;base64,");
    }

    [Fact]
    public async Task I_can_embed_texts()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(embed: model.Url);

        var reply = await Client(server).GetEmbeddingClient("embed").GenerateEmbeddingsAsync(["a cat", "a dog"]);

        reply.Value.Count.ShouldBe(2);
        reply.Value[1].ToFloats().ToArray().ShouldBe(model.Embedder.Embed("a dog"));
        reply.Value.Usage.InputTokenCount.ShouldBe(4);
    }

    [Fact]
    public async Task I_see_which_models_there_are()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url, model.Url);
        await server.IngestAsync("notes", ("a.md", "# Cache\n\nThe cache holds 512 entries.\n"));

        var models = await Client(server).GetOpenAIModelClient().GetModelsAsync();

        models.Value.Select(m => m.Id).ShouldBe(["chat", "collection:notes", "embed"]);
        (await Client(server).GetOpenAIModelClient().GetModelAsync("collection:notes")).Value.Id.ShouldBe("collection:notes");
    }

    [Fact]
    public async Task A_collection_answers_with_citations_in_footnotes()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("cache.md", "# Cache\n\nThe cache holds 512 entries by default.\n"));

        var reply = await Client(server).GetChatClient("collection:notes").CompleteChatAsync([new UserChatMessage("How many entries does the cache hold?")]);

        reply.Value.Content[0].Text.ShouldContain("512 entries by default. [1]");
        reply.Value.Content[0].Text.ShouldContain("[1]: ");
        using var raw = JsonDocument.Parse(reply.GetRawResponse().Content);
        raw.RootElement.GetProperty("groundwork").GetProperty("answer").GetProperty("claims")[0].GetProperty("citations")[0].GetProperty("quote").GetString()!.ShouldContain("512");
    }

    [Fact]
    public async Task A_collection_refuses_what_it_cannot_do()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("cache.md", "# Cache\n\nThe cache holds 512 entries by default.\n"));
        foreach (var (options, named) in new (ChatCompletionOptions, string)[]
        {
            (new() { MaxOutputTokenCount = 5 }, "max_tokens"), (new() { StopSequences = { "." } }, "stop"), (new() { ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat() }, "response_format"),
        })
        {
            var refused = await Should.ThrowAsync<ClientResultException>(() => Client(server).GetChatClient("collection:notes").CompleteChatAsync([new UserChatMessage("How many entries does the cache hold?")], options));
            refused.Status.ShouldBe(400);
            refused.Message.ShouldContain(named);
        }

        var seen = await Should.ThrowAsync<ClientResultException>(() => Client(server).GetChatClient("collection:notes").CompleteChatAsync(
            [new UserChatMessage(ChatMessageContentPart.CreateTextPart("What is this?"), ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes([1, 2, 3]), "image/png"))]));
        seen.Message.ShouldContain("images");
    }

    [Theory]
    [InlineData("nothing", 404, "model_not_found")]
    [InlineData("collection:nothing", 404, "model_not_found")]
    public async Task A_model_that_does_not_exist_is_named(string name, int status, string code)
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);

        var refused = await Should.ThrowAsync<ClientResultException>(() => Client(server).GetChatClient(name).CompleteChatAsync([new UserChatMessage("Hello?")]));

        refused.Status.ShouldBe(status);
        refused.GetRawResponse()!.Content.ToString().ShouldContain(code);
    }

    [Fact]
    public async Task Once_a_key_exists_only_good_keys_are_let_in()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Respond = _ => ModelScript.Says("Yes.");
        var keys = new ManageKeys(server.Workspace);
        var made = await keys.CreateAsync(new CreateKeyRequest("test", [KeyScope.Chat], ["chat"]), CancellationToken.None);

        (await Client(server, made.Secret).GetChatClient("chat").CompleteChatAsync([new UserChatMessage("May I?")])).Value.Content[0].Text.ShouldBe("Yes.");
        (await Refusal(Client(server, "wrong"))).ShouldBe(401);
        (await Should.ThrowAsync<ClientResultException>(() => Client(server, made.Secret).GetEmbeddingClient("chat").GenerateEmbeddingAsync("x"))).Status.ShouldBe(403);
        (await Should.ThrowAsync<ClientResultException>(() => Client(server, made.Secret).GetChatClient("collection:notes").CompleteChatAsync([new UserChatMessage("May I?")]))).Status.ShouldBe(403);
        await keys.RevokeAsync(made.Key.Id, CancellationToken.None);
        (await Refusal(Client(server, made.Secret))).ShouldBe(401);

        static async Task<int> Refusal(OpenAIClient client) =>
            (await Should.ThrowAsync<ClientResultException>(() => client.GetChatClient("chat").CompleteChatAsync([new UserChatMessage("May I?")]))).Status;
    }

    private static OpenAIClient Client(RunningServer server, string key = "any") =>
        new(new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = new Uri(server.Url, "/v1"), RetryPolicy = new ClientRetryPolicy(0) });
}
