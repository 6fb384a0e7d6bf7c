import Document, { Head, Html, Main, NextScript } from 'next/document'

export default class Page extends Document {
  static async getInitialProps(context) {
    const [, nonce] = /'nonce-(.+?)'/.exec(context.req?.headers['content-security-policy']) ?? []
    return { ...(await Document.getInitialProps(context)), nonce }
  }

  render() {
    const { nonce } = this.props
    return (
      <Html>
        <Head nonce={nonce} />
        <body>
          <Main />
          <NextScript nonce={nonce} />
        </body>
      </Html>
    )
  }
}
