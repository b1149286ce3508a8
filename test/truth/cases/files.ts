import { type Case, plain } from './case.ts';

/** Where the keys are, and who may write there. */
export const files: Case[] = [
  {
    name: 'a file for each user',
    lines: ['AuthorizedKeysFile /etc/ssh/keys/%u'],
    before: 'mkdir -m 755 /etc/ssh/keys',
    ...plain,
  },
  {
    name: 'a folder for each user',
    lines: ['AuthorizedKeysFile /etc/ssh/keys/%u/keys'],
    before: 'mkdir -m 755 /etc/ssh/keys /etc/ssh/keys/$user',
    ...plain,
  },
  { name: 'a folder for each user that is not there', lines: ['AuthorizedKeysFile /etc/ssh/keys/%u'], ...plain },
  {
    name: 'a folder that all can write to',
    lines: ['AuthorizedKeysFile /etc/ssh/keys/%u'],
    before: 'mkdir -m 777 /etc/ssh/keys; chmod 777 /etc/ssh/keys',
    ...plain,
  },
  {
    name: 'a folder that only root can enter',
    lines: ['AuthorizedKeysFile /etc/ssh/keys/%u'],
    before: 'mkdir -m 700 /etc/ssh/keys',
    ...plain,
  },
  {
    name: 'a file that only root can read',
    lines: ['AuthorizedKeysFile /etc/ssh/keys/%u'],
    before: 'mkdir -m 755 /etc/ssh/keys; (umask 077; echo "$old" >/etc/ssh/keys/$user)',
    ...plain,
  },
  {
    name: 'a file of another',
    lines: ['AuthorizedKeysFile /etc/ssh/keys/%u'],
    before: 'mkdir -m 755 /etc/ssh/keys; echo "$old" >/etc/ssh/keys/$user; chown dev /etc/ssh/keys/$user',
  },
  {
    name: 'a file of the user’s in a folder of root’s',
    lines: ['AuthorizedKeysFile /etc/ssh/keys/%u'],
    before: 'mkdir -m 755 /etc/ssh/keys; echo "$old" >/etc/ssh/keys/$user; chown $user /etc/ssh/keys/$user',
    ...plain,
  },
  {
    name: 'one file for all users',
    lines: ['AuthorizedKeysFile /etc/ssh/authorized_keys'],
    before: 'echo "$old" >/etc/ssh/authorized_keys',
  },
  {
    name: 'one file for all users, and one’s own',
    lines: ['AuthorizedKeysFile /etc/ssh/authorized_keys .ssh/authorized_keys'],
    before: 'echo "$old" >/etc/ssh/authorized_keys',
  },
  { name: 'no file', lines: ['AuthorizedKeysFile none'], ...plain },
  { name: 'a second file', lines: ['AuthorizedKeysFile .ssh/first .ssh/authorized_keys'], ...plain },
  {
    name: 'a file by uid',
    lines: ['AuthorizedKeysFile /etc/ssh/keys/%U'],
    before: 'mkdir -m 755 /etc/ssh/keys',
    ...plain,
  },
  { name: 'a file below the home by %h', lines: ['AuthorizedKeysFile %h/.keys/%u'], ...plain },
  { name: 'a file with too open a mode', before: 'chmod 666 $home/.ssh/authorized_keys', ...plain },
  { name: 'a folder with too open a mode', before: 'chmod 777 $home/.ssh', ...plain },
  { name: 'a home that all can write to', before: 'chmod 777 $home', ...plain },
  { name: 'a home that its own group can write to', before: 'chmod 775 $home', ...plain },
  { name: 'a home that the group ops can write to', user: 'dev', before: 'chgrp ops $home; chmod 775 $home', ...plain },
  { name: 'a home of another', before: 'chown dev $home', ...plain },
  { name: 'a folder above the home that the user cannot enter', before: 'chmod 700 /home' },
  { name: 'no home', before: 'rm -r $home' },
  { name: 'a home that is linked', before: 'mv $home /srv/$user; ln -s /srv/$user $home', ...plain },
  {
    name: 'a linked file in the home',
    before: 'mv $home/.ssh/authorized_keys $home/keys; ln -s ../keys $home/.ssh/authorized_keys',
    ...plain,
  },
  {
    name: 'a linked file below an open folder',
    before:
      'mkdir -m 777 /srv/open; chmod 777 /srv/open; mkdir /srv/open/in; mv $home/.ssh/authorized_keys /srv/open/in/keys; chown -R $user /srv/open/in; ln -s /srv/open/in/keys $home/.ssh/authorized_keys',
  },
  { name: 'a linked .ssh', before: 'mv $home/.ssh $home/dot; ln -s dot $home/.ssh' },
  {
    name: 'a file of root’s in the home',
    before: 'chown root $home/.ssh/authorized_keys; chmod 644 $home/.ssh/authorized_keys',
  },
  { name: 'a folder of root’s in the home', before: 'chown root $home/.ssh; chmod 755 $home/.ssh' },
  { name: 'no .ssh', before: 'rm -r $home/.ssh', ...plain },
  { name: 'an empty file', before: ': >$home/.ssh/authorized_keys', ...plain },
  { name: 'a file without a newline at its end', before: 'printf %s "$old" >$home/.ssh/authorized_keys', ...plain },
  {
    name: 'the home /',
    user: 'root',
    before:
      'sed -i "s|:/root:|:/:|" /etc/passwd; lines=$(cat /root/.ssh/authorized_keys); mkdir -p -m 700 /.ssh; mount -t tmpfs -o mode=700 tmpfs /.ssh; echo "$lines" >/.ssh/authorized_keys; chmod 600 /.ssh/authorized_keys',
    ...plain,
  },
];
