using System.Text;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Secrets;
using Xunit;

namespace StreamAlert.Apps.Tests.Secrets;

/// <summary>What every home of credentials promises.</summary>
public abstract class SecretStoreContract
{
    protected const string Function = "sa_prod_duo_auth_duo_prod_app";

    protected static readonly Credentials Duo = new([new("secret_key", "hunter2"), new("api_hostname", "api-abcdef12.duosecurity.com")]);

    protected abstract ISecretStore Store { get; }

    /// <summary>Puts a document where the store keeps it, as another program would.</summary>
    protected abstract Task PlantAsync(string function, byte[] document);

    [Fact]
    public async Task Knows_nothing_at_first()
    {
        Assert.Null(await Store.ReadAsync(Function, CancellationToken.None));
        await Store.DeleteAsync(Function, CancellationToken.None);
    }

    [Fact]
    public async Task Gives_back_what_it_was_given()
    {
        var odd = new Credentials([new("", ""), new("key", "-----BEGIN-----\n+/=\n\"\\é日本😀<&>\u2028\0"), new("file", """{"a": "b"}""")]);
        await Store.WriteAsync(Function, odd, CancellationToken.None);
        var read = await Store.ReadAsync(Function, CancellationToken.None);

        Assert.Equal(odd.Names, read!.Names);
        Assert.All(odd.Names, name => Assert.Equal(odd[name], read[name]));
    }

    [Fact]
    public async Task Replaces_all_that_was_there()
    {
        await Store.WriteAsync(Function, Duo, CancellationToken.None);
        await Store.WriteAsync(Function, new Credentials([new("token", "new")]), CancellationToken.None);

        Assert.Equal(["token"], (await Store.ReadAsync(Function, CancellationToken.None))!.Names);
    }

    [Fact]
    public async Task Keeps_functions_apart_and_forgets_just_the_one_it_is_told_to()
    {
        await Store.WriteAsync(Function, Duo, CancellationToken.None);
        await Store.WriteAsync("another", new Credentials([new("token", "new")]), CancellationToken.None);
        await Store.DeleteAsync(Function, CancellationToken.None);

        Assert.Null(await Store.ReadAsync(Function, CancellationToken.None));
        Assert.Equal("new", (await Store.ReadAsync("another", CancellationToken.None))!["token"]);
        Assert.NotEqual(Store.Address(Function), Store.Address("another"));
        Assert.Contains(Function, Store.Address(Function));
    }

    [Fact]
    public async Task Reads_a_key_file_that_stands_as_an_object()
    {
        await PlantAsync(Function, """{"delegation_email":"a@b.c", "keyfile":{"type":"service_account","private_key":"-----BEGIN\n+\n"}}"""u8.ToArray());
        var read = await Store.ReadAsync(Function, CancellationToken.None);

        Assert.Equal("a@b.c", read!["delegation_email"]);
        Assert.Equal("-----BEGIN\n+\n", System.Text.Json.JsonDocument.Parse(read["keyfile"]).RootElement.GetProperty("private_key").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("\"hunter2\"")]
    [InlineData("[\"hunter2\"]")]
    [InlineData("null")]
    [InlineData("""{"secret_key":"hunter2",}""")]
    [InlineData("""{"secret_key":"hunter2" hunter2""")]
    [InlineData("""{"secret_key":"hunter2","secret_key":"hunter3"}""")]
    [InlineData("""{"secret_key":null,"other":"hunter2"}""")]
    [InlineData("""{"secret_key":12345}""")]
    [InlineData("""{"secret_key":["hunter2"]}""")]
    [InlineData("""{"secret_key":"hunter2\ud800"}""")]
    [InlineData("""{"hunter2\ud800":"x"}""")]
    public async Task Never_quotes_a_document_that_it_cannot_read(string document)
    {
        await PlantAsync(Function, Encoding.UTF8.GetBytes(document));
        var refusal = await Assert.ThrowsAsync<AppException>(() => Store.ReadAsync(Function, CancellationToken.None));

        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Contains(Store.Address(Function), refusal.Message);
        Assert.DoesNotContain("hunter", refusal.ToString());
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task Does_not_trip_over_bytes_that_are_no_text()
    {
        await PlantAsync(Function, [.. "{\"secret_key\":\"hunter2"u8, 0xff, .. "\"}"u8]);
        var refusal = await Record.ExceptionAsync(() => Store.ReadAsync(Function, CancellationToken.None));

        Assert.True(refusal is null or AppException { Outcome: Outcome.Misconfigured });
    }
}
